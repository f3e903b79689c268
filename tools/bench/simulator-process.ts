// Floor 7. What a process of its own runs: one measurement of the simulator, as often as it is asked for, after a warm-up.
import { provideHost, type ScenarioInput } from 'simulator';
import { type GroupMeasured, type GroupSize, throughOneLife } from './simulator-groups.ts';
import { kernelEventsPerSecond } from './simulator-kernel.ts';
import { asApplicationCode, asPrograms, atOnce, type LoadMeasured } from './simulator-load.ts';

/** What can be measured, with what it is given. */
export interface Measurements {
  readonly kernel: { readonly given: { readonly events: number; readonly pending: number }; readonly measured: number };
  /** Minutes of virtual time. */
  readonly programs: { readonly given: number; readonly measured: LoadMeasured };
  readonly 'application code': { readonly given: number; readonly measured: LoadMeasured };
  readonly scenario: { readonly given: ScenarioInput; readonly measured: LoadMeasured };
  readonly group: { readonly given: GroupSize; readonly measured: GroupMeasured };
}

export interface Task<M extends keyof Measurements = keyof Measurements> {
  readonly measure: M;
  readonly given: Measurements[M]['given'];
  /** Something smaller to do first, so that the code is compiled. */
  readonly warmUp: Measurements[M]['given'];
  readonly samples: number;
}

const { setImmediate } = globalThis;
provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });

const measure: { [M in keyof Measurements]: (given: Measurements[M]['given']) => unknown } = {
  kernel: kernelEventsPerSecond,
  programs: asPrograms,
  'application code': asApplicationCode,
  scenario: atOnce,
  group: throughOneLife,
};

async function run<M extends keyof Measurements>({ measure: what, given, warmUp, samples }: Task<M>): Promise<void> {
  await measure[what](warmUp);
  for (let sample = 0; sample < samples; sample++) process.send?.(await measure[what](given));
}

process.once('message', (task) => run(task as Task));
