// Floor 7. What a person waits for in each exercise: the click until the first result and until the verdict are painted, beside vitest in
// Node on the same suite with the same answer.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { exerciseSlugs } from '../../site/build/exercise-slugs.ts';
import { type ClickToResults, clickToResults, editAndRest, newVisit, openBench, setAnswer } from './browser.ts';
import { median, percentile, table } from './statistics.ts';
import { vitestRunMs } from './vitest-in-node.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function benchSuites(browser: Browser, siteUrl: string, samples: number): Promise<void> {
  const clicks = Math.max(3, Math.round(samples / 6));
  const rows: string[][] = [];
  for (const slug of await exerciseSlugs(root)) {
    const answer = `${root}/solutions/${slug}/answer.ts`;
    const context = await newVisit(browser);
    const page = await openBench(context, `${siteUrl}exercises/${slug}/`);
    await setAnswer(page, readFileSync(answer, 'utf8'));
    const measured: ClickToResults[] = [];
    for (let sample = 0; sample < clicks; sample += 1) {
      await editAndRest(page);
      measured.push(await clickToResults(page));
    }
    await context.close();
    const verdicts = measured.map(({ verdictMs }) => verdictMs);
    const inNode = await vitestRunMs({ slug, answer });
    rows.push([
      slug,
      median(measured.map(({ firstMs }) => firstMs)).toFixed(0),
      median(verdicts).toFixed(0),
      percentile(verdicts, 100).toFixed(0),
      inNode.toFixed(0),
      `${(inNode / median(verdicts)).toFixed(1)}x`,
    ]);
  }
  console.log(
    `Click to results: each suite with its solution, ${clicks} clicks with an edit before each. Vitest: one run.`,
  );
  console.log(table([['', 'first result', 'verdict', 'most', 'vitest run, process to end', 'ratio'], ...rows]));
  console.log();
}
