// Plays a question's scenario, and asks the run. Floor 7; knows no family.
import { defineScenario, type RunTrace, type ScenarioInput } from 'simulator';
import { assignorsByName } from 'testkit';
import { type Answer, nobody } from '../../scene/answer.ts';
import { answerTo } from '../../scene/answers.ts';
import { playScenario } from '../../scene/play.ts';
import type { RunFacts } from '../../scene/run-facts.ts';

/** A run that is over. Times are ms of virtual time. */
export interface Run {
  readonly facts: RunFacts;
  readonly trace: RunTrace;
  /** The answer to a question of site/scene/answers.ts that is a number. */
  count(question: string): number;
  /** The same for names. */
  name(question: string): string;
  list(question: string): readonly string[];
  owned(consumer: string, atMs: number): readonly string[];
  /** Of the partitions that have an owner then. */
  ownersAt(atMs: number): ReadonlyMap<string, string>;
}

/** @param shown counts and callbacks are those between these two; default: the whole run */
export function perform(
  input: ScenarioInput,
  shown: { readonly from: number; readonly to?: number } = { from: 0 },
): Run {
  const scenario = defineScenario(input, { assignors: assignorsByName });
  const [groupId = ''] = Object.keys(input.groups ?? {});
  const view = { groupId, fromMs: shown.from, toMs: shown.to ?? scenario.durationMs, detail: 'groups', rows: 'auto' };
  const { run, facts } = playScenario(scenario, view as Parameters<typeof playScenario>[1], assignorsByName);
  const ask = (question: string): Answer => {
    const answer = answerTo(question, facts);
    if ('problem' in answer) throw new Error(`${question}: ${answer.problem}`);
    return answer;
  };
  const list = (question: string): readonly string[] => {
    const answer = ask(question);
    return answer.kind === 'list' ? answer.items : wrongKind(question, answer);
  };
  return {
    facts,
    trace: run.cluster.trace,
    count(question) {
      const answer = ask(question);
      if (answer.kind === 'count') return answer.value;
      return answer.kind === 'duration' || answer.kind === 'time' ? answer.ms : wrongKind(question, answer);
    },
    name(question) {
      const answer = ask(question);
      return answer.kind === 'name' ? answer.value : wrongKind(question, answer);
    },
    list,
    owned: (consumer, atMs) => list(`owned by ${consumer} at ${atMs}ms`),
    ownersAt: (atMs) =>
      new Map(
        list(`owners at ${atMs}ms`)
          .map((item): [string, string] => [item.replace(/=.*/, ''), item.replace(/.*=/, '')])
          .filter(([, owner]) => owner !== nobody),
      ),
  };
}

function wrongKind(question: string, { kind }: Answer): never {
  throw new Error(`The answer to "${question}" is a ${kind}.`);
}
