// Floor 7. The table of scores in exercises/README.md, a row for each exercise that was measured. Knows nothing of mutants.

export interface Score {
  readonly slug: string;
  readonly killed: number;
  readonly survived: number;
  readonly explained: number;
  /** Refused by the type checker, and so not counted. */
  readonly refused: number;
}

const begin = '<!-- mutation scores: written by `npm run mutation -- --write` -->';
const end = '<!-- end of the mutation scores -->';
const head = [
  '| exercise | killed | survived | of these explained | does not compile | score | without the explained |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

/** In percent, rounded down to a tenth: 89.99 is no 90. */
export function percentOf({ killed, survived }: Pick<Score, 'killed' | 'survived'>): number {
  return killed + survived === 0 ? 0 : Math.floor((1000 * killed) / (killed + survived)) / 10;
}

/** The text with the rows of these exercises, in the order of their names, in place of those that it had for them. */
export function withScores(text: string, scores: readonly Score[]): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from)
    throw new Error(`exercises/README.md needs the lines "${begin}" and "${end}", in this order.`);
  const rows = new Map<string, string>();
  for (const line of text.slice(from + begin.length, to).split('\n')) {
    const [, slug] = /^\| ([a-z-]+) \| \d/.exec(line) ?? [];
    if (slug !== undefined) rows.set(slug, line);
  }
  for (const score of scores) rows.set(score.slug, rowOf(score));
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return `${text.slice(0, from)}${[begin, '', ...head, ...sorted, '', end].join('\n')}${text.slice(to + end.length)}`;
}

function rowOf(score: Score): string {
  const { slug, killed, survived, explained, refused } = score;
  const percent = percentOf(score).toFixed(1);
  const withoutExplained = percentOf({ killed, survived: survived - explained }).toFixed(1);
  return `| ${slug} | ${killed} | ${survived} | ${explained} | ${refused} | ${percent} % | ${withoutExplained} % |`;
}
