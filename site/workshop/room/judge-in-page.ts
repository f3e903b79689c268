// Floor 7. Judges handed-in answers in the site's own sandbox, with the runner of the workbench. One exercise is kept warm at a time.
import { exercises } from 'virtual:exercises';
import type { Exercise } from '../../exercise.ts';
import type { RunReport } from '../../runner/outcome.ts';
import { createRunner, type Runner } from '../../runner/page/runner.ts';
import { resultOf } from '../hand-in/result-of.ts';
import type { Judge } from './judge-queue.ts';
import { stripInThread } from './strip-in-thread.ts';

/** Nobody waits for a single one: a slow run is not to be taken for a hung one. */
const patienceMs = 8_000;

interface Warm {
  readonly exercise: Exercise;
  readonly runner: Runner;
}

export function judgeInPage(): Judge {
  let warm: Warm | undefined;
  let callOff: () => void = () => {};

  const warmFor = async (slug: string): Promise<Warm> => {
    if (warm?.exercise.slug === slug) return warm;
    warm?.runner.dispose();
    warm = undefined;
    const exercise = await exercises.get(slug)?.load();
    if (exercise === undefined) throw new Error(`This site has no exercise "${slug}".`);
    warm = { exercise, runner: createRunner(exercise.units) };
    return warm;
  };
  const run = async (
    { exercise, runner }: Warm,
    source: string,
    called: Promise<void>,
  ): Promise<RunReport | undefined> => {
    const stripped = await stripInThread(source, called);
    if (stripped === undefined) return undefined;
    if (stripped.kind === 'syntax-error') {
      const { message, at } = stripped;
      const ending = { kind: 'syntax-error', message, at } as const;
      return { collected: [], outcomes: [], ending, logs: [], durationMs: 0 };
    }
    return await runner.run({ path: `/${exercise.slug}.ts`, code: stripped.code }, { patienceMs });
  };

  return {
    async judge(slug, source) {
      const called = new Promise<void>((resolve) => {
        callOff = resolve;
      });
      let isCalledOff = false;
      called.then(() => {
        isCalledOff = true;
        warm?.runner.cancel();
      });
      const ready = await warmFor(slug);
      const report = await run(ready, source, called);
      if (report === undefined || isCalledOff || report.ending.kind === 'cancelled') return undefined;
      if (report.ending.kind === 'no-sandbox') throw new Error(report.ending.message);
      return resultOf(ready.exercise, report);
    },
    cancel: () => callOff(),
    rest() {
      warm?.runner.dispose();
      warm = undefined;
    },
  };
}
