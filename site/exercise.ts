// The shape of an exercise as the site sees it: made by build/exercise.ts, carried by `virtual:exercises`.

/** One numbered rule of a brief. */
export interface Rule {
  /** `R1`, `R2`, ...: the id that begins the name of each of its tests and the first line of each mistake that breaks it. */
  readonly id: string;
  /** A few words, plain text: "Subscribers share a topic". */
  readonly title: string;
  /** The whole rule, rendered. */
  readonly html: string;
}

/** A module with its types blanked out, ready to be linked. Lines and columns are those of the source. */
export interface Unit {
  /** As it appears in stacks: `/exercises/range-assignor/suite.test.ts`. */
  readonly path: string;
  readonly code: string;
  readonly imports: readonly UnitImport[];
}

export interface UnitImport {
  readonly specifier: string;
  /** Where the specifier stands in `code`, quotes left out. */
  readonly start: number;
  readonly end: number;
}

/** What the runner needs of an exercise: its modules, dependencies first, the suite last. */
export interface SuiteUnits {
  readonly slug: string;
  readonly units: readonly Unit[];
  /** Names that the suite imports from `./answer`. */
  readonly answerExports: readonly string[];
  /** Of an interview; the course has none. */
  readonly terms?: SuiteTerms;
}

/** A variant of a suite: the same tests on other cases, and perhaps not all of them. */
export interface SuiteTerms {
  /** Set before the seed of each stream of chance that the suite draws cases from. */
  readonly chance: string;
  /** The tests of other rules are left out. */
  readonly rules: readonly string[];
}

export interface Exercise {
  readonly slug: string;
  readonly title: string;
  /** Changes whenever starter, brief or suite change; stored beside each draft. */
  readonly version: string;
  /** The brief without its rules, rendered: what comes before them and what comes after. */
  readonly introHtml: string;
  readonly outroHtml: string;
  readonly rules: readonly Rule[];
  readonly starter: string;
  /** The suite's source, to be read beside the answer. */
  readonly suite: string;
  /** Rendered, from a nudge to almost there. */
  readonly hintsHtml: readonly string[];
  readonly units: SuiteUnits;
}

/** Loaded only when it is asked for. */
export interface Solution {
  readonly source: string;
  /** The same with its types blanked out, to be run. */
  readonly code: string;
  readonly walkthroughHtml: string;
}
