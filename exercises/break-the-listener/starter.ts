/** Something that happens to `c1` or `c2`, `at` so many milliseconds after the beginning. */
type ScheduledEvent = { readonly at: number } & (
  | { readonly start: 'c1' | 'c2' }
  | { readonly leave: 'c1' | 'c2' }
  | { readonly crash: 'c1' | 'c2' }
  | { readonly freeze: 'c1' | 'c2'; readonly for: number }
);

/** Lets the first listener lose a record. */
export const losesARecord: readonly ScheduledEvent[] = [];

/** Lets the second listener handle a record twice. */
export const repeatsARecord: readonly ScheduledEvent[] = [];

/** Lets two processes be at work on one partition at the same time. */
export const twoOwners: readonly ScheduledEvent[] = [];
