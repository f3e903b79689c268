// Floor 4. Sentences for what clients and the handlers of records tell of themselves.
import type { ClientEvent, RecordEvent } from '../../protocol/trace-event.ts';
import { partitionName, partitionNames } from '../run-trace.ts';
import type { Names } from './names.ts';
import { duration, ending, offsetNames, recordNames } from './phrases.ts';

export function clientSentence(event: ClientEvent | RecordEvent, names: Names): string {
  const client = names.client(event);
  switch (event.kind) {
    case 'consumer.created':
      return event.groupId === undefined
        ? `${client} has a consumer without a group: it takes part in no rebalance.`
        : `${client} has a consumer for group ${event.groupId}; it is no member before it polls and joins.`;
    case 'consumer.closed':
      return `${client} closed its client: it neither reads nor commits any more.`;
    case 'consumer.state':
      return `${client} ${becomes(event)}.`;
    case 'consumer.assignment':
      return event.assignment.length === 0
        ? `${client} owns nothing now: it reads nothing until it is assigned partitions.`
        : `${client} owns ${partitionNames(event.assignment)} now, and reads nothing else.`;
    case 'callback.entered':
      return `${client} is called back: ${event.callback}(${partitionNames(event.partitions)}). ${meaning(event)}`;
    case 'callback.left':
      return event.error === undefined
        ? `${client} is done with ${event.callback}, and goes on with the rebalance.`
        : `${client} is done with ${event.callback}, which threw ${event.error}: the rebalance goes on, and poll throws it afterwards.`;
    case 'poll.entered':
      return `${client} polls for at most ${duration(event.timeoutMs)}: it shows that its application is alive, and joins if it has to.`;
    case 'poll.returned':
      if (event.error !== undefined) return `poll of ${client} threw ${ending(event.error)}`;
      return event.records.size === 0
        ? `poll of ${client} returned nothing: no record came in time.`
        : `poll of ${client} returned ${recordNames(event.records)}.`;
    case 'commit.completed':
      return event.error === undefined
        ? `${client} has committed ${offsetNames(event.offsets)} (${event.mode}): whoever owns these next begins there.`
        : `The commit of ${client} failed with ${event.error} (${event.mode}): ${offsetNames(event.offsets)}. Whoever owns these next begins at the last commit that was stored.`;
    case 'position.changed':
      return `${client} reads ${partitionName(event.partition)} from offset ${event.offset} on: ${positioned[event.why]}.`;
    case 'record.produced':
      return `${client} produced offset ${event.offset} of ${partitionName(event.partition)}.`;
    case 'record.started':
      return `${client} begins with offset ${event.offset} of ${partitionName(event.partition)}.`;
    case 'record.processed':
      return `${client} has processed offset ${event.offset} of ${partitionName(event.partition)}; that alone commits nothing.`;
    case 'record.failed':
      return event.error === undefined
        ? `${client} failed at offset ${event.offset} of ${partitionName(event.partition)}.`
        : `${client} failed at offset ${event.offset} of ${partitionName(event.partition)}: ${ending(event.error)}`;
  }
}

function becomes({ to, generationId }: Extract<ClientEvent, { kind: 'consumer.state' }>): string {
  switch (to) {
    case 'UNJOINED':
      return 'is in no generation any more: it may not commit, and has to join anew';
    case 'PREPARING_REBALANCE':
      return 'has asked to join and waits until all others have, too';
    case 'COMPLETING_REBALANCE':
      return `has joined generation ${generationId} and waits for its assignment; until then it may not commit`;
    case 'STABLE':
      return `has its assignment in generation ${generationId}: it may commit again`;
  }
}

/** What a callback is the moment for. */
function meaning({ callback, partitions }: Extract<ClientEvent, { kind: 'callback.entered' }>): string {
  if (partitions.length === 0) return 'Nothing changes hands for it.';
  switch (callback) {
    case 'onPartitionsRevoked':
      return 'It still owns them: the last moment to commit what it has processed.';
    case 'onPartitionsAssigned':
      return 'The moment to restore what they need, before their first record comes.';
    case 'onPartitionsLost':
      return 'Others may own them already: it is too late to commit.';
  }
}

const positioned = {
  committed: 'the group committed it',
  reset: 'the reset policy puts it there',
  seek: 'the application said so',
} as const;
