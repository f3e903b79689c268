// Floor 7. What a reader does with a timeline while its frames are timed: with real events of a mouse and of keys.
import { setTimeout as rest } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { percentile } from '../statistics.ts';
import type { BenchPage } from './page.ts';
import { recordedDrag } from './recorded-drag.ts';

declare const bench: BenchPage;

/** In ms. */
export const frameMost = { p95: 20, any: 100 } as const;

export const isSmooth = (times: readonly number[]): boolean =>
  percentile(times, 95) < frameMost.p95 && Math.max(...times) <= frameMost.any;

interface Gesture {
  readonly name: string;
  readonly detail: string;
  readonly view: string;
  /** @returns the times from frame to frame, in ms */
  make(page: Page): Promise<readonly number[]>;
}

export const gestures: readonly Gesture[] = [
  { name: 'drag, partitions', detail: 'Callbacks', view: 'Partitions', make: drag },
  { name: 'drag, consumers', detail: 'Callbacks', view: 'Consumers', make: drag },
  { name: 'drag, every message', detail: 'Every message', view: 'Consumers', make: drag },
  { name: 'play', detail: 'Callbacks', view: 'Partitions', make: play },
  { name: 'wheel, zoom', detail: 'Callbacks', view: 'Partitions', make: zoom },
  { name: 'wheel, zoom, every message', detail: 'Every message', view: 'Consumers', make: zoom },
];

async function watched(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  // What the step before began is over.
  await rest(300);
  await page.evaluate(() => bench.watch());
  await act();
  return page.evaluate(() => bench.frames());
}

/** Where the plot can be taken, in pixels of the page. */
async function plotOf(page: Page) {
  const plot = page.locator('.timeline-plot');
  await plot.scrollIntoViewIfNeeded();
  const playhead = await plot.boundingBox();
  if (playhead === null) throw new Error('There is no plot.');
  const left = playhead.x + 100;
  return { left, width: playhead.width - 120, y: Math.max(playhead.y, 0) + 120 };
}

async function drag(page: Page): Promise<readonly number[]> {
  const { left, width, y } = await plotOf(page);
  const first = recordedDrag[0]?.share ?? 0;
  await page.mouse.move(left + first * width, y);
  return watched(page, async () => {
    await page.mouse.down();
    const startedAt = performance.now();
    for (const { atMs, share } of recordedDrag) {
      const passedMs = performance.now() - startedAt;
      // A machine that is behind leaves moves out, as the mouse's driver does.
      if (passedMs > atMs + 16) continue;
      if (passedMs < atMs) await rest(atMs - passedMs);
      await page.mouse.move(left + share * width, y);
    }
    await page.mouse.up();
  });
}

async function play(page: Page): Promise<readonly number[]> {
  await page.getByRole('slider', { name: 'Playhead' }).press('Home');
  return watched(page, async () => {
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await rest(6_000);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
  });
}

async function zoom(page: Page): Promise<readonly number[]> {
  const { left, width, y } = await plotOf(page);
  await page.mouse.move(left + width * 0.4, y);
  return watched(page, async () => {
    await page.keyboard.down('Control');
    for (const by of [...Array(40).fill(-40), ...Array(40).fill(40)]) {
      await page.mouse.wheel(0, by);
      await rest(30);
    }
    await page.keyboard.up('Control');
  });
}
