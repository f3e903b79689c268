// Floor 7. Recorded traces of Kafka's group coordinator, replayed against ours. What a trace is, and how it is compared, is told in
// simulator/conformance.
import { replayCoordinatorTrace } from '../../simulator/conformance/coordinator-replay.ts';
import type { CoordinatorTrace } from '../../simulator/conformance/coordinator-trace.ts';
import type { CaseReplay, ReplayCase } from './recorded-file.ts';

/** How the lines of `coordinator/classic.jsonl` are replayed; `undefined`: the file holds something else. */
export function coordinatorReplay(file: string): ReplayCase | undefined {
  return file === 'coordinator/classic.jsonl' ? (text) => replay(readTrace(text)) : undefined;
}

function replay(trace: CoordinatorTrace): CaseReplay {
  if (trace.category === 'migration') return 'left out'; // These need the consumer protocol beside the classic one.
  const difference = replayCoordinatorTrace(trace);
  if (difference === undefined) return 'agrees';
  const { step, what, expected, actual } = difference;
  return {
    name: `${trace.id} (${trace.title})`,
    why: `Step ${step}, ${what}: not as recorded.`,
    details: [
      ['step', trace.steps.find((each) => each.step === step)],
      ['expected', expected],
      ['ours', actual],
    ],
  };
}

function readTrace(text: string): CoordinatorTrace {
  const trace: Partial<CoordinatorTrace> | null = JSON.parse(text);
  const missing = (['id', 'title', 'category', 'config', 'topics', 'groupId', 'steps'] as const).filter(
    (field) => typeof trace !== 'object' || trace?.[field] === undefined,
  );
  if (missing.length > 0) throw new SyntaxError(`${missing.join(', ')}: not there`);
  return trace as CoordinatorTrace;
}
