// What the file of a family writes: a question with its answer, before its options are laid out. Floor 7; knows no page.
import type { RandomStream, ScenarioInput } from 'simulator';
import type { SceneDetail } from '../../scene/scene-data.ts';
import type { Given } from './question.ts';

export interface Draft {
  readonly question: string;
  readonly given: readonly Given[];
  /** Read from the run. */
  readonly right: string;
  /** What other beliefs would give, the most tempting first. Those that are right or given twice are left out. */
  readonly wrong: readonly string[];
  readonly because: string;
  readonly scenario: ScenarioInput;
  /** In ms; `at` is the moment in question. */
  readonly show: { readonly from: number; readonly to: number; readonly at: number; readonly detail?: SceneDetail };
}

/** @returns `undefined` for numbers that make no fair question: it is drawn anew */
export type Draw = (random: RandomStream) => Draft | undefined;
