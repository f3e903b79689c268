// Floor 7. Many partitions in few words. Knows nothing of whose they are.

/** `0, 1, 2`, or `0–7, 12` where there are many. */
export function runsOf(labels: readonly string[]): string {
  if (labels.length <= 4) return labels.join(', ');
  const numbers = labels.map(Number);
  if (numbers.some((number) => !Number.isInteger(number)))
    return `${labels.slice(0, 2).join(', ')} and ${labels.length - 2} more`;
  const runs: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run.last + 1 === number) run.last = number;
    else runs.push({ first: number, last: number });
  }
  const texts = runs.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
  return texts.length > 4 ? `${texts.slice(0, 3).join(', ')} and more` : texts.join(', ');
}
