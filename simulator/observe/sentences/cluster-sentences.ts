// Floor 4. Sentences for what happens to brokers, topics, processes and the network.
import type { ClusterEvent } from '../../protocol/trace-event.ts';
import { partitionName } from '../run-trace.ts';
import { count, ending } from './phrases.ts';

export function clusterSentence(event: ClusterEvent): string {
  switch (event.kind) {
    case 'broker.started':
      return `Broker ${event.brokerId} started.`;
    case 'broker.crashed':
      return `Broker ${event.brokerId} crashed.`;
    case 'broker.stopped':
      return `Broker ${event.brokerId} was stopped.`;
    case 'partition.leader':
      return event.brokerId === undefined
        ? `${partitionName(event.partition)} has no leader.`
        : `Broker ${event.brokerId} leads ${partitionName(event.partition)} now.`;
    case 'topic.created':
      return `Topic ${event.topic} was created with ${count(event.partitionCount, 'partition')}.`;
    case 'topic.deleted':
      return `Topic ${event.topic} was deleted.`;
    case 'topic.partitions':
      return `Topic ${event.topic} has ${count(event.partitionCount, 'partition')} now.`;
    case 'log.appended':
      return event.firstOffset === event.lastOffset
        ? `A record was appended to ${partitionName(event.partition)} at offset ${event.firstOffset}.`
        : `${event.lastOffset - event.firstOffset + 1} records were appended to ${partitionName(event.partition)}, offsets ${event.firstOffset} to ${event.lastOffset}.`;
    case 'log.start':
      return `${partitionName(event.partition)} begins at offset ${event.offset} now: ${ending(event.why)}`;
    case 'process.started':
      return `${event.process} started.`;
    case 'process.stopping':
      return `${event.process} was asked to stop.`;
    case 'process.stopped':
      return `${event.process} ended.`;
    case 'process.crashed':
      return event.error === undefined
        ? `${event.process} crashed.`
        : `${event.process} crashed: ${ending(event.error)}`;
    case 'process.frozen':
      return `${event.process} is frozen for ${event.forMs} ms: nothing in it runs, heartbeats included.`;
    case 'process.blocked':
      return `The application of ${event.process} is busy for ${event.forMs} ms and does not poll; its heartbeats go on.`;
    case 'process.thawed':
      return `${event.process} runs again.`;
    case 'process.unblocked':
      return `The application of ${event.process} goes on.`;
    case 'process.clock':
      return `The clock of ${event.process} was put ${event.stepMs < 0 ? 'back' : 'forward'} by ${Math.abs(event.stepMs)} ms.`;
    case 'network.cut': {
      const [one, other] = event.between;
      if (event.way === 'both') return `The network between ${one} and ${other} was cut.`;
      return event.way === 'to'
        ? `What ${one} sends no longer reaches ${other}.`
        : `What ${other} sends no longer reaches ${one}.`;
    }
    case 'network.healed':
      return `The network between ${event.between[0]} and ${event.between[1]} works again.`;
    case 'note':
      return event.text;
  }
}
