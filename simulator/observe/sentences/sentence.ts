// Floor 4. A plain sentence or two for each event of a trace, for whoever steps through a run. What the events mean together is not said
// here; each sentence stands for its event alone.
import type { TraceEvent } from '../../protocol/trace-event.ts';
import { clientSentence } from './client-sentences.ts';
import { clusterSentence } from './cluster-sentences.ts';
import { groupSentence } from './group-sentences.ts';
import type { Names } from './names.ts';
import { networkSentence } from './network-sentences.ts';

/** What happened and why it matters, in a sentence or two with a period at the end. `names` are those of the whole run, so that a first request has a sender. */
export function sentenceOf(event: TraceEvent, names: Names): string {
  switch (event.kind) {
    case 'request.sent':
    case 'request.delivered':
    case 'request.dropped':
    case 'request.disconnected':
    case 'response.sent':
    case 'response.delivered':
    case 'response.dropped':
      return networkSentence(event, names);
    case 'group.state':
    case 'group.member.added':
    case 'group.member.removed':
    case 'group.generation':
    case 'group.assignment':
    case 'offsets.committed':
    case 'offsets.refused':
    case 'offsets.removed':
    case 'coordinator.loading':
    case 'coordinator.loaded':
    case 'coordinator.unloaded':
      return groupSentence(event, names);
    case 'consumer.state':
    case 'callback.entered':
    case 'callback.left':
    case 'consumer.assignment':
    case 'poll.entered':
    case 'poll.returned':
    case 'commit.completed':
    case 'position.changed':
    case 'consumer.created':
    case 'consumer.closed':
    case 'record.produced':
    case 'record.started':
    case 'record.processed':
    case 'record.failed':
      return clientSentence(event, names);
    default:
      return clusterSentence(event, names);
  }
}
