// What can be found: a section of a lesson, a rule of an exercise, a question of the interview deck, an entry of the reference,
// a section of the instructor's guide. Made by the build, searched in the page.

export interface SearchDocument {
  readonly kind: 'lesson' | 'exercise' | 'interview' | 'reference' | 'workshop';
  /** The page's title. */
  readonly page: string;
  /** Empty for what comes before the first heading. */
  readonly heading: string;
  /** From the site's root: `lessons/range-assignor/#how-the-cut-is-made`. */
  readonly address: string;
  readonly text: string;
}
