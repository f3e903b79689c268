// A computed question as plain data, and what a family of them says of itself. Floor 7; knows no page and no simulator.
import type { SceneView } from '../../scene/scene-data.ts';
import type { ScenarioText } from '../../scene/vary.ts';

/** The parts of the course, as their titles are. */
export const topics = [
  'Groups',
  'Assignors',
  'Listeners and offsets',
  'Staying in the group',
  'Operating groups',
] as const;
export type Topic = (typeof topics)[number];

export type Difficulty = 'mid' | 'senior' | 'staff';

/** Questions that differ in numbers and names. */
export interface Family {
  readonly id: string;
  readonly title: string;
  /** Slug of the lesson that teaches it. */
  readonly lesson: string;
  readonly topic: Topic;
  readonly difficulty: Difficulty;
  /** What an interviewer asks next. */
  readonly followUps: readonly string[];
}

/** A row of the table under a question. */
export interface Given {
  readonly label: string;
  readonly value: string;
}

/** Texts may hold `code` between backticks, and no other markup. */
export interface ComputedQuestion {
  readonly familyId: string;
  readonly seed: number;
  readonly question: string;
  readonly given: readonly Given[];
  /** Three to five, distinct. */
  readonly options: readonly string[];
  readonly rightIndex: number;
  /** Why, with numbers of the run. */
  readonly because: string;
  /** The run that the answer was read from, and what of it is worth watching: it stops at `atMs`. */
  readonly scenario: ScenarioText;
  readonly show: SceneView & { readonly atMs: number };
  readonly followUps: readonly string[];
}
