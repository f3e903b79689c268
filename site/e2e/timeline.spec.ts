import { readFile } from 'node:fs/promises';
import type { Download, Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { drawingOf, momentOf, openTimeline, playheadOf, toldAt } from './timeline.ts';

test.describe('a live timeline', () => {
  test('is played and paused, and stepped event by event in both directions', async ({ page }) => {
    const scene = await openTimeline(page);
    const start = await momentOf(scene);
    await scene.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => momentOf(scene)).toBeGreaterThan(start);
    await scene.getByRole('button', { name: 'Pause' }).click();
    const paused = await momentOf(scene);
    await expect(scene.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(scene.locator('.timeline-now')).toHaveText(`${(paused / 1000).toFixed(3)} s`);

    await scene.getByRole('button', { name: 'Step', exact: true }).click();
    const stepped = await toldAt(scene);
    expect(await momentOf(scene)).toBeGreaterThan(paused);
    await expect(scene.locator('.timeline-event')).toHaveText(stepped.replace(/^[\d.]+ s: /, ''));
    await scene.getByRole('button', { name: 'Step', exact: true }).click();
    expect(await toldAt(scene)).not.toBe(stepped);
    await scene.getByRole('button', { name: 'Step back' }).click();
    expect(await toldAt(scene)).toBe(stepped);

    // Ten times as slow, the same time brings less.
    await scene.getByRole('combobox', { name: 'Speed' }).selectOption('1/100');
    await scene.getByRole('button', { name: 'Play' }).click();
    const before = await momentOf(scene);
    await expect.poll(() => momentOf(scene)).toBeGreaterThan(before);
    await scene.getByRole('button', { name: 'Pause' }).click();
    expect((await momentOf(scene)) - before).toBeLessThan(200);
  });

  test('follows the pointer that drags, and explains what it is over', async ({ page }) => {
    const scene = await openTimeline(page);
    const { box, fromX, toX } = await drawingOf(scene);
    const y = box.y + 60;
    await page.mouse.move(fromX + 10, y);
    await page.mouse.down();
    await page.mouse.move(fromX + (toX - fromX) / 4, y, { steps: 4 });
    expect(await momentOf(scene)).toBeCloseTo(9_000 + 10_000 / 4, -2);
    await page.mouse.move(fromX + (toX - fromX) / 2, y, { steps: 4 });
    await page.mouse.up();
    const there = await momentOf(scene);
    expect(there).toBeCloseTo(14_000, -2);
    await page.mouse.move(fromX + 20, y);
    expect(await momentOf(scene), 'the pointer has let go').toBe(there);

    for (const [mark, says] of [
      ['.t-bar rect', /^orders-\d+ of c\d, generation \d+: from /],
      ['.t-touch', /^Nobody owned orders-\d+ for \d+ ms, from \d/],
      ['.t-callback text', /^onPartitions(Assigned|Revoked)\(/],
      ['.t-state rect', /^(Stable|PreparingRebalance|CompletingRebalance)/],
    ] as const) {
      // A few of each: marks may lie on each other.
      const marks = (await scene.locator(`.timeline-plot ${mark}`).all()).slice(0, 6);
      const titles = await Promise.all(marks.map((each) => titleAt(each)));
      expect(titles, mark).toContainEqual(expect.stringMatching(says));
    }
  });

  test('is zoomed to single milliseconds by wheel, buttons and keys, and moved along the axis', async ({ page }) => {
    const scene = await openTimeline(page);
    const all = scene.getByRole('button', { name: 'All', exact: true });
    await expect(all).toBeDisabled();
    await expect(scene.getByRole('slider', { name: 'Shown part' })).toHaveCount(0);
    const ticks = () => scene.locator('.timeline-plot .t-axis').allTextContents();
    expect(await ticks()).toContain('12 s');

    const { box, fromX, toX } = await drawingOf(scene);
    const x = fromX + (toX - fromX) * 0.3;
    await page.mouse.move(x, box.y + 60);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, -60);
    await page.keyboard.up('Control');
    // What was under the pointer stays under it.
    await expect.poll(async () => (await ticks())[0]).toMatch(/^1[12]\.\d{3} s$/);

    const part = scene.getByRole('slider', { name: 'Shown part' });
    const shown = () => part.getAttribute('aria-valuetext');
    const first = await shown();
    await page.keyboard.down('Shift');
    await page.mouse.wheel(0, 200);
    await page.keyboard.up('Shift');
    await expect.poll(shown).not.toBe(first);
    await part.focus();
    await page.keyboard.press('Home');
    await expect.poll(shown).toMatch(/^9\.000 s to 9\.00\d s$/);
    await all.click();
    await expect(part).toHaveCount(0);

    const playhead = playheadOf(scene);
    await playhead.focus();
    for (let press = 0; press < 14; press += 1) await page.keyboard.press('+');
    const span = async () => {
      const [from = 0, to = 0] = ((await shown()) ?? '').match(/[\d.]+/g)?.map(Number) ?? [];
      return to - from;
    };
    await expect.poll(span).toBeLessThan(0.007);
    const near = await shown();
    await page.keyboard.press(']');
    await expect.poll(shown).not.toBe(near);
    await expect(playhead, 'out of sight, it still listens').toBeFocused();
    await page.keyboard.press('[');
    await page.keyboard.press('-');
    await page.keyboard.press('0');
    await expect(part).toHaveCount(0);
    await scene.getByRole('button', { name: 'Zoom in' }).click();
    await expect(part).toBeVisible();
    await scene.getByRole('button', { name: 'Zoom out' }).click();
    await expect(part).toHaveCount(0);
  });

  test('shows as much as is asked for, by consumer, by partition and as tables; axe finds nothing in any', async ({
    page,
  }) => {
    const scene = await openTimeline(page);
    const [messages, callbacks] = [scene.locator('.t-message, .t-density'), scene.locator('.t-callback')];
    const detail = (name: string) => scene.getByRole('group', { name: 'Detail' }).getByRole('button', { name });
    const rows = (name: string) => scene.getByRole('group', { name: 'Rows' }).getByRole('button', { name });

    await detail('Groups').click();
    await expect(callbacks).toHaveCount(0);
    const few = await messages.count();
    await detail('Callbacks').click();
    await expect(callbacks.first()).toBeAttached();
    await detail('Every message').click();
    await expect(detail('Every message')).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(() => messages.count()).toBeGreaterThan(few);
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);

    // Up to a dozen partitions, consumers come first.
    await expect(rows('Consumers')).toHaveAttribute('aria-pressed', 'true');
    await expect(scene.locator('.t-name')).toContainText(['group', 'c1', 'c2', 'c3', 'c4']);
    await rows('Partitions').click();
    await expect(scene.locator('.t-small').filter({ hasText: /^orders-\d+$/ })).toHaveCount(12);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);

    const table = scene.getByRole('button', { name: 'Table' });
    await table.click();
    await expect(scene.getByRole('img')).toHaveCount(0);
    for (const name of ['Without an owner', 'Rebalances', 'Owners', 'Events'])
      await expect(scene.getByRole('table', { name }).getByRole('row').nth(1)).toBeVisible();
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);
    await table.click();
    await expect(scene.getByRole('img')).toHaveCount(1);
  });

  test('draws what a reader changed under the original, on one axis, with one playhead through both', async ({
    page,
  }) => {
    const scene = await openTimeline(page);
    await scene.getByRole('radio', { name: 'cooperative-sticky' }).check();
    await expect(scene.getByRole('img')).toHaveCount(2);
    await expect(scene.locator('.timeline-head b')).toHaveText(['In the lesson', 'With assignor cooperative-sticky']);
    const axis = (plot: number) => scene.locator('.timeline-plot').nth(plot).locator('.t-axis').allTextContents();
    expect(await axis(1)).toEqual(await axis(0));

    await playheadOf(scene).nth(1).focus();
    await page.keyboard.press('PageDown');
    const [first, second] = await playheadOf(scene).all();
    expect(await first?.getAttribute('aria-valuenow')).toBe(await second?.getAttribute('aria-valuenow'));
    const xs = await Promise.all((await playheadOf(scene).all()).map(async (line) => (await line.boundingBox())?.x));
    expect(xs[0]).toBe(xs[1]);
    await expect(scene.locator('.timeline-panel h3')).toHaveText([
      /^In the lesson, at \d/,
      /^With assignor cooperative-sticky, at \d/,
    ]);
    await expect(scene.getByRole('button', { name: 'SVG' })).toHaveCount(2);
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);
  });

  test('can be taken away as a drawing, an image, metrics and the trace', async ({ page }) => {
    const scene = await openTimeline(page);
    const svg = await taken(page, scene, 'SVG');
    expect(svg.name).toBe('shop.svg');
    expect(svg.text).toMatch(/^<svg xmlns/);
    expect(svg.text).toContain('CompletingRebalance');
    expect(svg.text).not.toMatch(/href=|<script/);

    const png = await taken(page, scene, 'PNG');
    expect(png.name).toBe('shop.png');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(png.bytes.readUInt32BE(16), 'its width').toBeGreaterThan(500);

    const csv = await taken(page, scene, 'CSV');
    const [head, ...lines] = csv.text.trimEnd().split('\r\n');
    expect(head).toMatch(/^time_ms,committed_lag_records,/);
    expect(new Set(lines.map((line) => line.split(',')[5]))).toEqual(new Set(['Stable', 'PreparingRebalance']));

    const trace = await taken(page, scene, 'JSON lines');
    expect(trace.name).toBe('shop.jsonl');
    const events = trace.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind: string; readonly atMs: number });
    expect(events.filter(({ kind }) => kind === 'group.generation').length).toBeGreaterThan(1);
    const times = events.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

test.describe('a live timeline, for who sees or moves otherwise', () => {
  test('steps instead of moving where less motion is wanted', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const scene = await openTimeline(page);
    const start = await toldAt(scene);
    const step = scene.getByRole('button', { name: 'Step', exact: true });
    await step.click();
    const next = await toldAt(scene);
    await scene.getByRole('button', { name: 'Step back' }).click();
    await scene.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => toldAt(scene)).not.toBe(start);
    await scene.getByRole('button', { name: 'Pause' }).click();
    await scene.getByRole('button', { name: 'Step back' }).click();
    await step.click();
    expect((await toldAt(scene)) >= next).toBe(true);
  });

  test('keeps its shapes in forced colors', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const scene = await openTimeline(page);
    const bar = scene.locator('.t-bar rect').first();
    const { fill, stroke } = await bar.evaluate((element) => {
      const style = getComputedStyle(element);
      return { fill: style.fill, stroke: style.stroke };
    });
    expect(stroke, 'a bar is an outline').not.toBe('none');
    expect(stroke).not.toBe(fill);
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);
  });

  test('is a picture on paper, without what only a hand can use', async ({ page }) => {
    const scene = await openTimeline(page);
    await page.emulateMedia({ media: 'print' });
    await expect(scene.getByRole('img')).toBeVisible();
    for (const name of ['Play', 'Step', 'Table', 'SVG'])
      await expect(scene.getByRole('button', { name, exact: true })).toBeHidden();
    await expect(playheadOf(scene)).toBeHidden();
  });

  test('fits a phone in every view: nothing scrolls the page sideways', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const scene = await openTimeline(page);
    const tooWide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    // It measures its place in the frame after it was uncovered.
    await expect.poll(tooWide).toBe(0);
    for (const name of ['Every message', 'Partitions', 'Zoom in', 'Table', 'Table', 'Step']) {
      await scene.getByRole('button', { name, exact: true }).click();
      expect(await tooWide(), name).toBe(0);
    }
    await scene.getByRole('radio', { name: 'cooperative-sticky' }).check();
    await expect(scene.getByRole('img')).toHaveCount(2);
    expect(await tooWide()).toBe(0);
    expect(await accessibilityProblems(page, '#scene-join')).toEqual([]);
  });
});

/** What the browser shows when the pointer rests on a mark. */
function titleAt(mark: Locator): Promise<string> {
  return mark.evaluate((element) => {
    // Above the lower edge, where the words of a lane end.
    const { x, width, bottom } = element.getBoundingClientRect();
    for (let at = document.elementFromPoint(x + width / 2, bottom - 4); at !== null; at = at.parentElement) {
      const title = at.querySelector(':scope > title')?.textContent;
      if (title) return title;
    }
    return '';
  });
}

async function taken(page: Page, scene: Locator, button: string) {
  const coming: Promise<Download> = page.waitForEvent('download');
  await scene.getByRole('button', { name: button, exact: true }).click();
  const file = await coming;
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}
