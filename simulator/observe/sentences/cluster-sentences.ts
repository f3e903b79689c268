// Floor 4. Sentences for what happens to brokers, topics, processes and the network.
import type { ClusterEvent } from '../../protocol/trace-event.ts';
import { partitionName } from '../run-trace.ts';
import type { Names } from './names.ts';
import { count, duration, ending } from './phrases.ts';

export function clusterSentence(event: ClusterEvent, names: Names): string {
  switch (event.kind) {
    case 'broker.started':
      return `Broker ${event.brokerId} started: it takes part again.`;
    case 'broker.crashed':
      return `Broker ${event.brokerId} crashed: other replicas have to lead its partitions and to coordinate its groups.`;
    case 'broker.stopped':
      return `Broker ${event.brokerId} was stopped: it hands its partitions and groups over first.`;
    case 'partition.leader':
      return event.brokerId === undefined
        ? `${partitionName(event.partition)} has no leader: nobody can read or write it.`
        : `Broker ${event.brokerId} leads ${partitionName(event.partition)} now.`;
    case 'topic.created':
      return `Topic ${event.topic} was created with ${count(event.partitionCount, 'partition')}.`;
    case 'topic.deleted':
      return `Topic ${event.topic} was deleted: who reads it loses its partitions in a rebalance.`;
    case 'topic.partitions':
      return `Topic ${event.topic} has ${count(event.partitionCount, 'partition')} now; groups that read it rebalance when their leader learns of it.`;
    case 'log.appended':
      return event.firstOffset === event.lastOffset
        ? `A record was appended to ${partitionName(event.partition)} at offset ${event.firstOffset}.`
        : `${event.lastOffset - event.firstOffset + 1} records were appended to ${partitionName(event.partition)}, offsets ${event.firstOffset} to ${event.lastOffset}.`;
    case 'log.start':
      return `${partitionName(event.partition)} begins at offset ${event.offset} now: ${ending(event.why)}`;
    case 'process.started':
      return `${event.process} started its program.`;
    case 'process.stopping':
      return `${event.process} was asked to stop: it may finish what it does and leave in order.`;
    case 'process.stopped':
      return `${event.process} ended: its program has returned.`;
    case 'process.crashed': {
      const silence = names.isInGroup(event.process)
        ? ' It told nobody: its group waits for its session to expire.'
        : '';
      return event.error === undefined
        ? `${event.process} crashed.${silence}`
        : `${event.process} crashed: ${ending(event.error)}${silence}`;
    }
    case 'process.frozen':
      return `${event.process} is frozen for ${duration(event.forMs)}: nothing in it runs, heartbeats included.`;
    case 'process.blocked':
      return `The application of ${event.process} is busy for ${duration(event.forMs)} and does not poll; its heartbeats go on.`;
    case 'process.thawed':
      return `${event.process} runs again, and knows nothing of what happened meanwhile.`;
    case 'process.unblocked':
      return `The application of ${event.process} goes on, and can poll again.`;
    case 'process.clock':
      return `The clock of ${event.process} was put ${event.stepMs < 0 ? 'back' : 'forward'} by ${duration(Math.abs(event.stepMs))}: its own timers see the jump, nobody else does.`;
    case 'network.cut': {
      const [one, other] = event.between;
      if (event.way === 'both')
        return `The network between ${one} and ${other} was cut: what is sent is lost until it is healed.`;
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
