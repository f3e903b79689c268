// The coding exercises of mock interviews: those of the course whose suites draw cases by chance, so that an interview can draw others. One of
// their rules is held back, and brought as a new wish while the candidate works on the rest. Knows no page.

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
    twistWords: 'Now somebody calls it while brokers are down: a partition of `__consumer_offsets` may have no leader.',
  },
  {
    slug: 'consumer-lag',
    minutes: 15,
    twist: 'R3',
    twistWords: 'Now the topic has a short retention: the log may begin after what the group has committed.',
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
    twist: 'R6',
    twistWords: 'Now it runs in containers, and a deploy asks each process to shut down.',
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
    twist: 'R5',
    twistWords: 'Now somebody deletes the group and makes it again under the same name, and generations begin anew.',
  },
  {
    slug: 'partitions-lost',
    minutes: 25,
    twist: 'R4',
    twistWords: 'Now members freeze for longer than their session: partitions are lost, not revoked.',
  },
];

/** What fits into an interview of this length, beside its questions. */
export const tasksFor = (minutes: number): readonly CodingTask[] =>
  codingTasks.filter((task) => task.minutes <= minutes / 2);
