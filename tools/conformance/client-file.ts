// Floor 7. Recorded traces of Kafka's consumer, replayed by ours against our coordinator. What a trace is, and how it is compared, is told
// in simulator/conformance.
import { assignorsByName } from 'testkit';
import { knownDifferences } from '../../simulator/conformance/client-known-differences.ts';
import { replayClientTrace } from '../../simulator/conformance/client-replay.ts';
import type { ClientTrace } from '../../simulator/conformance/client-trace.ts';
import type { CaseReplay, ReplayCase } from './recorded-file.ts';

/** How the lines of `client/traces.jsonl` are replayed; `undefined`: the file holds something else. */
export function clientReplay(file: string): ReplayCase | undefined {
  return file === 'client/traces.jsonl' ? (text) => replay(readTrace(text)) : undefined;
}

function replay(trace: ClientTrace): CaseReplay {
  const [first] = replayClientTrace(trace, assignorsByName);
  if (first === undefined) {
    const known = knownDifferences.get(trace.id);
    return known === undefined ? 'agrees' : { name: trace.id, agreesExcept: known.why };
  }
  const { step, consumer, kind, expected, actual } = first;
  return {
    name: `${trace.id} (${trace.title})`,
    why: `Step ${step}, ${kind} of ${consumer}: not as recorded.`,
    details: [
      ['expected', expected],
      ['ours', actual],
    ],
  };
}

function readTrace(text: string): ClientTrace {
  const trace: Partial<ClientTrace> | null = JSON.parse(text);
  const missing = (['id', 'title', 'category', 'broker', 'topics', 'groupId', 'steps'] as const).filter(
    (field) => typeof trace !== 'object' || trace?.[field] === undefined,
  );
  if (missing.length > 0) throw new SyntaxError(`${missing.join(', ')}: not there`);
  return trace as ClientTrace;
}
