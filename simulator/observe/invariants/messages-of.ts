// Floor 4. One rule alone, held against a trace, for the tests of this room.
import type { RunTrace } from '../run-trace.ts';
import { InvariantRun } from './check-invariants.ts';
import type { Invariant, InvariantOptions } from './invariant.ts';

/** What a rule says to a trace: its messages, in order. */
export function messagesOf(rule: Invariant, trace: RunTrace, options: InvariantOptions = {}): string[] {
  const run = new InvariantRun(options, [rule]);
  for (const event of trace) run.next(event);
  return run.end().map(({ message }) => message);
}
