// Floor 6. What a run tells of one record, for the message of a failed test: who was given it, who handled it, which commit passed it,
// and whose end came between. Says nothing about what was right.
import type { TopicPartition } from 'kafka';
import { namesIn, type RunTrace, sentenceOf, type TracedEvent } from 'simulator';

/** The most sentences of one story. The last ones tell what came of it. */
const SENTENCES_MAX = 8;

/** Lines such as `At 34 ms: c1 crashed.`, oldest first, each after a line break; or a sentence that says that nobody was given it. */
export function storyOf(trace: RunTrace, partition: TopicPartition, offset: number): string {
  const names = namesIn(trace);
  const isGiven = new Set<string>();
  let committed = 0;
  const told: string[] = [];
  for (const event of trace) {
    if (!isPartOf(event)) continue;
    told.push(`At ${event.atMs.toLocaleString('en-US')} ms: ${sentenceOf(event, names)}`);
  }
  if (told.length === 0) return ` No poll ever returned offset ${offset} of ${partition.topic}-${partition.partition}.`;
  const left = told.length - SENTENCES_MAX;
  return ['', ...(left > 0 ? ['...'] : []), ...told.slice(-SENTENCES_MAX)].join('\n');

  function isPartOf(event: TracedEvent): boolean {
    switch (event.kind) {
      case 'poll.returned': {
        const [first, last] = event.records.get(partition) ?? [];
        if (first === undefined || last === undefined || offset < first || offset > last) return false;
        isGiven.add(event.process);
        return true;
      }
      case 'record.started':
      case 'record.processed':
      case 'record.failed':
        return event.partition === partition && event.offset === offset;
      case 'offsets.committed': {
        const before = committed;
        committed = event.offsets.get(partition) ?? committed;
        return before <= offset !== committed <= offset;
      }
      case 'process.crashed':
      case 'process.stopped':
        return isGiven.delete(event.process);
      default:
        return false;
    }
  }
}
