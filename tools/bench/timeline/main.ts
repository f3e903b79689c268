// Floor 7. `npm run bench -- timeline`: what a reader waits for before a scene is live, and how evenly it moves then, in a real
// Chromium; what a scene costs while the site is built, and the bytes of a page with one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { aliases } from '../../../aliases.ts';
import type { SceneData } from '../../../site/scene/scene-data.ts';
import { findOrInstallChromium } from '../../chromium.ts';
import { serve } from '../../serve.ts';
import { newVisit, weigh } from '../browser.ts';
import { bundle } from '../bundle.ts';
import { median, percentile, table } from '../statistics.ts';
import { weightRow, weightTable } from '../weight.ts';
import { frameMost, gestures, isSmooth } from './gestures.ts';
import { loads, type TimelineLoad } from './loads.ts';
import type { BenchPage, Opened } from './page.ts';

declare const bench: BenchPage;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, '.cache/bench/timeline');

/** Prints tables. @param dist the built site */
export async function benchTimeline(samples: number, dist: string): Promise<void> {
  const few = Math.max(1, Math.round(samples / 10));
  await build({
    root: join(root, 'tools/bench/timeline'),
    configFile: false,
    logLevel: 'error',
    base: './',
    resolve: { alias: aliases },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
  });
  const measured = await serve({ folder, prefix: '/', port: 0 });
  const site = await serve({ folder: dist, prefix: '/', port: 0 });
  const browser = await chromium.launch(findOrInstallChromium());
  try {
    console.log(`Chromium ${browser.version()}.\n`);
    await opening(browser, measured.url, few);
    await frames(browser, measured.url);
    const lesson = lessonsWithScenes(dist);
    await building(lesson, few);
    await weights(browser, site.url, lesson);
  } finally {
    await browser.close();
    await measured.close();
    await site.close();
  }
}

async function opening(browser: Browser, url: string, samples: number): Promise<void> {
  const rows: string[][] = [['', 'median', 'most', 'no new frame for', 'samples']];
  for (const load of loads) {
    const opened: Opened[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const page = await openPage(browser, url);
      opened.push(await open(page, load));
      await page.context().close();
    }
    const all = opened.map(({ ms }) => ms);
    const longest = opened.map(({ longestFrameMs }) => longestFrameMs);
    rows.push([load.name, whole(median(all)), whole(Math.max(...all)), whole(median(longest)), String(samples)]);
  }
  console.log(
    'From a scenario to the first paint of its live timeline, run and model included; and for how long at most the',
  );
  console.log('page showed no new frame meanwhile.');
  console.log(`${table(rows)}\n`);
}

async function frames(browser: Browser, url: string): Promise<void> {
  const rows: string[][] = [['', 'median', 'p95', 'p99', 'most', 'frames', 'CPU a frame', '']];
  for (const load of loads) {
    const page = await openPage(browser, url);
    await open(page, load);
    const cpuMs = await cpuClock(page);
    for (const { name, detail, view, make } of gestures) {
      await choose(page, 'Detail', detail);
      await choose(page, 'Rows', view);
      const before = await cpuMs();
      const times = await make(page);
      const cpuAFrame = ((await cpuMs()) - before) / times.length;
      rows.push([
        `${load.name}: ${name}`,
        ...[median(times), percentile(times, 95), percentile(times, 99), Math.max(...times)].map((ms) => ms.toFixed(1)),
        String(times.length),
        cpuAFrame.toFixed(1),
        isSmooth(times) ? 'smooth' : 'not smooth',
      ]);
    }
    await page.context().close();
  }
  console.log(
    `From frame to frame. Smooth: 95 % under ${frameMost.p95} ms, none over ${frameMost.any} ms. The drag is always the same. CPU is what ` +
      'the page’s main thread used, which tells a busy machine from a slow page.',
  );
  console.log(`${table(rows)}\n`);
}

interface LessonWithScenes {
  readonly path: string;
  readonly scenes: readonly SceneData[];
}

function lessonsWithScenes(dist: string): readonly LessonWithScenes[] {
  return readdirSync(join(dist, 'lessons')).flatMap((slug) => {
    const page = readFileSync(join(dist, 'lessons', slug, 'index.html'), 'utf8');
    const scenes = [...page.matchAll(/ data-scene="([^"]*)"/g)].map(([, data = '']): SceneData => {
      return JSON.parse(data.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))));
    });
    return scenes.length === 0 ? [] : [{ path: `lessons/${slug}/`, scenes }];
  });
}

async function building(lessons: readonly LessonWithScenes[], samples: number): Promise<void> {
  const { builtScene }: typeof import('./built-scene.ts') = await import(await bundle('timeline/built-scene.ts'));
  const named = [
    ...lessons.flatMap(({ path, scenes }) =>
      scenes.map((scene, index) => ({ name: `${path}, scene ${index + 1}`, scene })),
    ),
    ...loads,
  ];
  const rows = named.map(({ name, scene }) => {
    let bytes = 0;
    const times = Array.from({ length: samples }, (_, sample) => {
      const startedAt = performance.now();
      bytes = builtScene(scene, 1_000 + sample).length;
      return performance.now() - startedAt;
    });
    return [name, whole(median(times)), whole(Math.max(...times)), (bytes / 1000).toFixed(1), String(samples)];
  });
  console.log(
    'A scene while the site is built: read, run, model, both drawings and tables; and what stands in the page, in kB.',
  );
  console.log(`${table([['', 'median', 'most', 'kB', 'samples'], ...rows])}\n`);
}

async function weights(browser: Browser, siteUrl: string, lessons: readonly LessonWithScenes[]): Promise<void> {
  for (const { path } of lessons) {
    const before = await weigh(browser, siteUrl + path);
    const live = await weigh(browser, siteUrl + path, async (page) => {
      for (const scene of await page.locator('[data-scene]').all()) {
        await scene.scrollIntoViewIfNeeded();
        // One that a prediction covers is live and not to be seen.
        await scene.locator('.timeline.is-live').waitFor({ state: 'attached' });
      }
    });
    const known = new Set(before.bodies.map((each) => each.path));
    const more = live.bodies.filter((each) => !known.has(each.path));
    console.log(
      `${path}: bytes of the page as it opens, and what comes with all its scenes being live (no editor), kB.`,
    );
    console.log(weightTable([weightRow('page as it opens', before.bodies), weightRow('scenes being live', more)]));
    console.log();
  }
}

/** What the page's main thread has used of a processor, in ms. */
async function cpuClock(page: Page): Promise<() => Promise<number>> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await debug.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await (await newVisit(browser)).newPage();
  await page.goto(url);
  return page;
}

const open = (page: Page, { scene }: TimelineLoad): Promise<Opened> =>
  page.evaluate((given) => bench.open(given), scene);

const choose = (page: Page, group: string, option: string): Promise<void> =>
  page.getByRole('group', { name: group }).getByRole('button', { name: option }).click();

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
