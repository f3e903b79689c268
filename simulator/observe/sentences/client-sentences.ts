// Floor 4. Sentences for what clients and the handlers of records tell of themselves.
import type { ClientEvent, MemberState, RecordEvent } from '../../protocol/trace-event.ts';
import { partitionName, partitionNames } from '../run-trace.ts';
import type { Names } from './names.ts';
import { ending, offsetNames, recordNames } from './phrases.ts';

export function clientSentence(event: ClientEvent | RecordEvent, names: Names): string {
  const client = names.client(event);
  switch (event.kind) {
    case 'consumer.created':
      return event.groupId === undefined
        ? `${client} has a consumer without a group.`
        : `${client} has a consumer for group ${event.groupId}.`;
    case 'consumer.closed':
      return `${client} closed its client.`;
    case 'consumer.state':
      return `${client} ${becomes[event.to]}${event.to === 'STABLE' ? ` in generation ${event.generationId}` : ''}.`;
    case 'consumer.assignment':
      return `The assignment of ${client} is ${partitionNames(event.assignment)} now.`;
    case 'callback.entered':
      return `${client} is called back: ${event.callback}(${partitionNames(event.partitions)}).`;
    case 'callback.left':
      return event.error === undefined
        ? `${client} is done with ${event.callback}.`
        : `${client} is done with ${event.callback}, which threw ${ending(event.error)}`;
    case 'poll.entered':
      return `${client} polls for at most ${event.timeoutMs} ms.`;
    case 'poll.returned':
      if (event.error !== undefined) return `poll of ${client} threw ${ending(event.error)}`;
      return event.records.size === 0
        ? `poll of ${client} returned nothing.`
        : `poll of ${client} returned ${recordNames(event.records)}.`;
    case 'commit.completed':
      return event.error === undefined
        ? `${client} has committed ${offsetNames(event.offsets)} (${event.mode}).`
        : `The commit of ${client} failed with ${event.error} (${event.mode}): ${offsetNames(event.offsets)}.`;
    case 'position.changed':
      return `${client} reads ${partitionName(event.partition)} from offset ${event.offset} on: ${positioned[event.why]}.`;
    case 'record.produced':
      return `${client} produced offset ${event.offset} of ${partitionName(event.partition)}.`;
    case 'record.started':
      return `${client} begins with offset ${event.offset} of ${partitionName(event.partition)}.`;
    case 'record.processed':
      return `${client} has processed offset ${event.offset} of ${partitionName(event.partition)}.`;
    case 'record.failed':
      return event.error === undefined
        ? `${client} failed at offset ${event.offset} of ${partitionName(event.partition)}.`
        : `${client} failed at offset ${event.offset} of ${partitionName(event.partition)}: ${ending(event.error)}`;
  }
}

const becomes: Readonly<Record<MemberState, string>> = {
  UNJOINED: 'is in no generation and has to join',
  PREPARING_REBALANCE: 'has asked to join and waits for the group',
  COMPLETING_REBALANCE: 'has joined and waits for its assignment',
  STABLE: 'is a member in good standing',
};

const positioned = {
  committed: 'the group committed it',
  reset: 'the reset policy puts it there',
  seek: 'the application said so',
} as const;
