// Floor 7. What there is to hand in: for each exercise the draft as it is kept, and what the last whole run showed.
import { loadQuietly } from '../../storage/quiet-record.ts';
import { DRAFT, RESULTS } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';
import type { ExerciseFacts } from '../exercise-facts.ts';
import type { ClaimedResult, HandedInExercise } from './hand-in.ts';
import { resultOf } from './result-of.ts';

export interface Gathered {
  readonly facts: ExerciseFacts;
  readonly exercise: HandedInExercise;
}

/** Exercises with a draft or with results, in the order in which they are given. */
export async function gather(store: Store, exercises: readonly ExerciseFacts[]): Promise<readonly Gathered[]> {
  const all = exercises.map(async (facts): Promise<readonly Gathered[]> => {
    const { slug, version } = facts;
    const [draft, results] = await Promise.all([loadQuietly(store, DRAFT, slug), loadQuietly(store, RESULTS, slug)]);
    // Results of another version say nothing about this one.
    const current = results?.exerciseVersion === version ? results : undefined;
    const source = draft?.source ?? current?.source;
    if (source === undefined) return [];
    const result: ClaimedResult | undefined = current && {
      ...resultOf(facts, current.report),
      isCurrent: current.source === source,
      at: current.savedAt,
    };
    return [{ facts, exercise: { slug, exerciseVersion: version, source, ...(result && { result }) } }];
  });
  return (await Promise.all(all)).flat();
}

/** How far it has come, for the list that one chooses from. */
export function stateWords({ exercise: { result } }: Gathered): string {
  if (result === undefined) return 'not run yet';
  const held = result.passed ? 'passed' : `${result.passedRules.length} of ${result.rules} rules held`;
  const ending = result.ending === undefined ? '' : `; ${lowered(result.ending)}`;
  return `${held}${ending}${result.isCurrent ? '' : '; changed since that run'}`;
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
