// The coding exercises of mock interviews: those of the course whose suites draw cases by chance, so that an interview can draw others. One of
// their rules is held back, and brought as a new wish while the candidate works on the rest: one that nothing else in the brief or the starter
// gives away, and that an answer can break alone (`tools/exercises/check.ts` holds it against the exercise's mistakes). Knows no page.

export interface CodingTask {
  readonly slug: string;
  /** How long one who knows the subject needs. */
  readonly minutes: number;
  /** The rule that is brought late. */
  readonly twist: string;
  /** The interviewer's words for it; the rule itself is shown below them. */
  readonly twistWords: string;
}

export const codingTasks: readonly CodingTask[] = [
  {
    slug: 'consumer-lag',
    minutes: 15,
    twist: 'R7',
    twistWords: 'Now a team names its groups as it likes: with quotes, backslashes, even a line break.',
  },
  {
    slug: 'stateful-listener',
    minutes: 15,
    twist: 'R4',
    twistWords:
      'Now a member stands still for longer than its session. It comes back without its partitions, and their next owner has changed the state since.',
  },
  {
    slug: 'offsets-with-results',
    minutes: 15,
    twist: 'R6',
    twistWords:
      'Now a process that is late is quicker than the owner: it is the owner whose write is refused, and who is to live on.',
  },
  {
    slug: 'weighted-assignor',
    minutes: 25,
    twist: 'R7',
    twistWords: 'Now the group has another leader every hour, and each is told of the members in another order.',
  },
  {
    slug: 'describe-group',
    minutes: 25,
    twist: 'R6',
    twistWords:
      'Now somebody describes a group of which there is nothing to tell: nothing is owned, nothing is committed.',
  },
];

/** What fits into an interview of this length, beside its questions. */
export const tasksFor = (minutes: number): readonly CodingTask[] =>
  codingTasks.filter((task) => task.minutes <= minutes / 2);
