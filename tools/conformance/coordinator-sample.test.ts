import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as generationCases from '../../exercises/group-coordinator/generation-cases.ts';
import * as joinCases from '../../exercises/group-coordinator/join-cases.ts';

interface Recorded {
  readonly id: string;
  readonly config: { readonly initialRebalanceDelayMs: number };
  readonly steps: readonly {
    readonly step: number;
    readonly atMs: number;
    readonly op: string;
    readonly response?: Readonly<Record<string, unknown>> | 'pending';
    readonly completions?: readonly {
      readonly step: number;
      readonly atMs?: number;
      readonly response: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

const recording = fileURLToPath(new URL('../../simulator/conformance/coordinator/classic.jsonl', import.meta.url));
const recorded = new Map(
  readFileSync(recording, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Recorded => JSON.parse(line))
    .map((trace) => [trace.id, trace]),
);

const ops: Readonly<Record<string, string>> = {
  JoinGroup: 'join',
  SyncGroup: 'sync',
  Heartbeat: 'heartbeat',
  LeaveGroup: 'leave',
  Advance: 'time',
};

/** Of an answer, what is told in each notation: its error, or that there is none. */
const errorOf = ({ error, members }: Readonly<Record<string, unknown>>, op: string): unknown =>
  op === 'LeaveGroup' && Array.isArray(members) ? members[0]?.error : error;

/** `NONE` for an answer that is no error's name. */
const errorIn = (answer: string): string => /^[A-Z_]{4,}/.exec(answer)?.[0] ?? 'NONE';

describe("the group coordinator's cases", () => {
  it.each(
    [...Object.values(joinCases), ...Object.values(generationCases)].flat().map((trace) => [trace.id, trace] as const),
  )('%s is as it was recorded', (id, trace) => {
    const from = recorded.get(id);
    expect(trace.initialRebalanceDelayMs).toBe(from?.config.initialRebalanceDelayMs);
    const steps = (from?.steps ?? []).filter(({ op }) => op in ops);
    expect(trace.steps.map(({ step, atMs, request }) => [step, atMs, request[0]])).toEqual(
      steps.map(({ step, atMs, op }) => [step, atMs, ops[op]]),
    );
    const opOf = new Map(steps.map(({ step, op }) => [step, op]));
    const answers = steps.flatMap(({ step, atMs, op, response, completions = [] }) => [
      ...(response === undefined || response === 'pending' ? [] : [[step, atMs, errorOf(response, op)]]),
      ...completions.map((each) => [each.step, each.atMs ?? atMs, errorOf(each.response, opOf.get(each.step) ?? '')]),
    ]);
    expect(
      trace.steps.flatMap((step) =>
        step.answers.map(({ step: number, atMs, answer }) => [number, atMs, errorIn(answer)]),
      ),
    ).toEqual(answers);
  });
});
