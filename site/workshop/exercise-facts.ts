// Floor 7. What the workshop's pages know of each exercise without loading it: written into them by the build.
import type { Exercise } from '../exercise.ts';

export interface ExerciseFacts extends Pick<Exercise, 'slug' | 'title' | 'version'> {
  readonly rules: readonly { readonly id: string; readonly title: string }[];
}

/** The place in the page where they stand. */
export const exerciseFactsId = 'exercise-facts';

export function factsOf({ slug, title, version, rules }: Exercise): ExerciseFacts {
  return { slug, title, version, rules: rules.map((rule) => ({ id: rule.id, title: rule.title })) };
}
