// Floor 7. `npm run bench`: what a person waits for, beside what it is compared to, on the machine it runs on.
// `npm run bench -- simulator` measures the simulated cluster alone; so do `assignors`, `timeline`, `suites` and `site` with theirs. A number is how
// many samples are taken of each, in place of thirty: `npm run bench -- simulator 10`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { findOrInstallChromium } from '../chromium.ts';
import { serve } from '../serve.ts';
import { benchAssignors } from './assignors.ts';
import {
  clickToResults,
  coldMs,
  editAndRest,
  editorReadyMs,
  newVisit,
  openBench,
  setAnswer,
  weigh,
} from './browser.ts';
import { benchSimulator } from './simulator.ts';
import { median, percentile, table } from './statistics.ts';
import { benchSuites } from './suites.ts';
import { benchTimeline } from './timeline/main.ts';
import { vitestRunMs, vitestWatch } from './vitest-in-node.ts';
import { weightRow, weightTable } from './weight.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const slug = 'range-assignor';
const parts = ['assignors', 'simulator', 'timeline', 'suites', 'site'] as const;
type Part = (typeof parts)[number];

const { part: only, samples } = readArguments(process.argv.slice(2));
const coldSamples = Math.max(3, Math.round(samples / 6));
const solution = readFileSync(`${root}/solutions/${slug}/answer.ts`, 'utf8');
const answer = `${root}/.cache/bench/answer.ts`;

const isWanted = (part: Part) => only === undefined || only === part;
console.log(`Node ${process.version}, ${cpus().length} cores. Times in ms.\n`);
if (isWanted('assignors')) benchAssignors(samples);
if (isWanted('simulator')) await benchSimulator(samples);
if (isWanted('timeline') || isWanted('suites') || isWanted('site')) await build({ root, logLevel: 'error' });
if (isWanted('timeline')) await benchTimeline(samples, `${root}/dist`);
if (isWanted('suites')) await onSite((browser, siteUrl) => benchSuites(browser, siteUrl, samples));
if (isWanted('site')) await onSite(benchSite);

function readArguments(given: readonly string[]): { part: Part | undefined; samples: number } {
  let part: Part | undefined;
  let count = 30;
  for (const text of given) {
    const named = parts.find((name) => name === text);
    if (named !== undefined) part = named;
    else if (Number.isInteger(Number(text)) && Number(text) > 0) count = Number(text);
    else {
      console.error(
        `npm run bench does not know "${text}". Give one of ${parts.join(', ')}, or how many samples to take.`,
      );
      process.exit(2);
    }
  }
  return { part, samples: count };
}

async function onSite(bench: (browser: Browser, siteUrl: string) => Promise<void>): Promise<void> {
  const site = await serve({ folder: `${root}/dist`, prefix: '/bench/', port: 0 });
  const browser = await chromium.launch(findOrInstallChromium());
  try {
    console.log(`Chromium ${browser.version()}.\n`);
    await bench(browser, site.url);
  } finally {
    await browser.close();
    await site.close();
  }
}

async function benchSite(browser: Browser, siteUrl: string): Promise<void> {
  mkdirSync(`${root}/.cache/bench`, { recursive: true });
  writeFileSync(answer, solution);
  await verdicts(browser, siteUrl);
  await editor(browser, siteUrl);
  await pageWeight(browser, siteUrl);
}

async function verdicts(browser: Browser, siteUrl: string): Promise<void> {
  const context = await newVisit(browser);
  const page = await openBench(context, `${siteUrl}exercises/${slug}/`);
  await setAnswer(page, solution);
  await editAndRest(page);
  const { verdictMs: first } = await clickToResults(page);

  const watch = await vitestWatch({ slug, answer });
  const warm: number[] = [];
  const rerun: number[] = [];
  const run: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await editAndRest(page);
    warm.push((await clickToResults(page)).verdictMs);
    rerun.push(await watch.rerunMs(() => writeFileSync(answer, `${solution}// ${sample}\n`)));
    if (sample % 6 === 0) run.push(await vitestRunMs({ slug, answer }));
  }
  watch.close();
  await context.close();
  const cold: number[] = [];
  for (let sample = 0; sample < coldSamples; sample += 1)
    cold.push(await coldMs(browser, `${siteUrl}exercises/${slug}/`));

  console.log(
    `Click to verdict: the suite of ${slug} with its solution, an edit before each. Interleaved in one loop.`,
  );
  const row = (what: string, values: readonly number[]) => [
    what,
    median(values).toFixed(0),
    percentile(values, 95).toFixed(0),
    `${(median(values) / median(warm)).toFixed(1)}x`,
    `${(percentile(values, 95) / percentile(warm, 95)).toFixed(1)}x`,
    String(values.length),
  ];
  console.log(
    table([
      ['', 'median', 'p95', 'ratio of medians', 'ratio of p95', 'samples'],
      row('browser, warm', warm),
      row('vitest watch, save to "passed"', rerun),
      row('vitest run, process to end', run),
      row('browser, first click, editor ready', [first]),
      row('browser, cold: navigation to verdict', cold),
    ]),
  );
  console.log();
}

async function editor(browser: Browser, siteUrl: string): Promise<void> {
  const lesson = `${siteUrl}lessons/${slug}/`;
  const cold: number[] = [];
  const warm: number[] = [];
  for (let sample = 0; sample < coldSamples; sample += 1) {
    const context = await newVisit(browser);
    const page = await context.newPage();
    cold.push(await editorReadyMs(page, lesson));
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    warm.push(await editorReadyMs(page, lesson));
    await context.close();
  }
  console.log('Editor ready: from "Open the editor" on the lesson until code is painted in it.');
  const row = (what: string, values: readonly number[]) => [
    what,
    median(values).toFixed(0),
    percentile(values, 95).toFixed(0),
    String(values.length),
  ];
  console.log(table([['', 'median', 'p95', 'samples'], row('cold cache', cold), row('warm cache', warm)]));
  console.log();
}

async function pageWeight(browser: Browser, siteUrl: string): Promise<void> {
  const { requests, bodies } = await weigh(browser, `${siteUrl}lessons/${slug}/`);
  const isFont = ({ path }: { readonly path: string }) => path.endsWith('.woff2');
  console.log(`The lesson page before the editor is asked for: ${requests} requests, kB.`);
  console.log(
    weightTable([
      weightRow(
        'page, scripts, styles',
        bodies.filter((each) => !isFont(each)),
      ),
      weightRow('fonts', bodies.filter(isFont)),
    ]),
  );
}
