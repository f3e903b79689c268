// The coding exercises of mock interviews: those of the course whose suites draw cases by chance, so that an interview can draw others. One of
// their rules is held back, and brought as a new wish while the candidate works on the rest: one that nothing else in the brief
// gives away. Knows no page.

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
    slug: 'find-the-coordinator',
    minutes: 10,
    twist: 'R4',
    twistWords: 'Now somebody calls it while brokers are down: a partition of __consumer_offsets may have no leader.',
  },
  {
    slug: 'consumer-lag',
    minutes: 15,
    twist: 'R7',
    twistWords: 'Now a team names its groups as it likes: with quotes, backslashes, even a line break.',
  },
  {
    slug: 'stateful-listener',
    minutes: 15,
    twist: 'R5',
    twistWords: 'Now the store is remote, and opening a partition fails once in a while.',
  },
  {
    slug: 'poll-loop',
    minutes: 15,
    twist: 'R4',
    twistWords:
      'Now somebody counts the commits: the coordinator is to see one for each batch, and none for each record.',
  },
  {
    slug: 'weighted-assignor',
    minutes: 25,
    twist: 'R5',
    twistWords: 'Now operations wants a member that stands by: its weight is 0.',
  },
  {
    slug: 'fence-the-zombie',
    minutes: 25,
    twist: 'R4',
    twistWords: 'Now a consumer that was fenced comes back, and is given the same partition again.',
  },
  {
    slug: 'partitions-lost',
    minutes: 25,
    twist: 'R6',
    twistWords: 'Now commits are refused, at any moment, and the process is to live on.',
  },
];

/** What fits into an interview of this length, beside its questions. */
export const tasksFor = (minutes: number): readonly CodingTask[] =>
  codingTasks.filter((task) => task.minutes <= minutes / 2);
