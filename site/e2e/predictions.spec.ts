// Predictions that are answered by doing: placing, ordering, picking a time. By keyboard, and marked against the run.
import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const questionOf = (page: Page, text: string): Locator => page.locator('.predict').filter({ hasText: text });

test('partitions are placed by keyboard, marked one by one, and kept', async ({ page }) => {
  await page.goto('lessons/consumer-groups/');
  const question = questionOf(page, 'Who owns what?');
  expect(await accessibilityProblems(page)).toEqual([]);
  const place = async (partition: string, rowsDown: number): Promise<void> => {
    await question.getByRole('button', { name: partition }).focus();
    for (let row = 0; row < rowsDown; row += 1) await page.keyboard.press('ArrowDown');
  };
  await place('orders-0', 1);
  await place('orders-1', 1);
  await place('orders-2', 2);
  await place('orders-3', 2);
  await question.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(question).toContainText('3 of 4');
  await page.reload();
  await expect(question).toContainText('3 of 4');
});

test('callbacks are put in order, and a time is picked within its tolerance', async ({ page }) => {
  await page.goto('lessons/rebalance-listeners/');
  const order = questionOf(page, 'In which order is the listener');
  const first = order.getByRole('listitem').first();
  if (!((await first.textContent()) ?? '').includes('onPartitionsRevoked')) {
    await first.getByRole('button').last().press('Enter');
  }
  await order.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(order).toContainText('Right.');

  await page.goto('lessons/timeouts/');
  const duration = questionOf(page, 'How long does nobody own');
  const slider = duration.getByRole('slider');
  await slider.focus();
  await slider.fill('1000');
  await duration.getByRole('button', { name: 'Check' }).press('Enter');
  await expect(duration).toContainText('Not quite:');
  expect(await accessibilityProblems(page)).toEqual([]);
});

const centerOf = async (locator: Locator): Promise<{ readonly x: number; readonly y: number }> => {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not to be seen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test('partitions are dragged with the mouse, and things are dragged into their order', async ({ page }) => {
  await page.goto('lessons/consumer-groups/');
  const question = questionOf(page, 'Who owns what?');
  await question.scrollIntoViewIfNeeded();
  const drag = async (what: Locator, to: Locator): Promise<void> => {
    await what.scrollIntoViewIfNeeded();
    const [from, onto] = [await centerOf(what), await centerOf(to)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + onto.x) / 2, (from.y + onto.y) / 2, { steps: 4 });
    await page.mouse.move(onto.x, onto.y, { steps: 4 });
    await page.mouse.up();
  };
  const rowOf = (name: string): Locator => question.locator('.pick-place').filter({ hasText: name });
  for (const [partition, consumer] of [
    ['orders-0', 'c1'],
    ['orders-1', 'c1'],
    ['orders-2', 'c2'],
    ['orders-3', 'c2'],
  ] as const) {
    await drag(question.getByRole('button', { name: partition, exact: true }), rowOf(consumer));
    await expect(rowOf(consumer)).toContainText(partition);
  }
  await question.getByRole('button', { name: 'Check' }).click();
  await expect(question).toContainText('3 of 4');

  await page.goto('lessons/rebalance-listeners/');
  const order = questionOf(page, 'In which order is the listener');
  const items = order.getByRole('listitem');
  const last = (await items.last().locator('.pick-item-name').textContent()) ?? '';
  await drag(items.last().locator('.pick-item-name'), items.first().locator('.pick-item-name'));
  await expect(items.first()).toContainText(last);
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('partitions are dragged without the page going along, and a time is picked', async ({ page, context }) => {
    const devtools = await context.newCDPSession(page);
    const touch = (type: string, points: readonly { readonly x: number; readonly y: number }[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points } as never);
    await page.goto('lessons/consumer-groups/');
    const question = questionOf(page, 'Who owns what?');
    await question.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const scrolled = await page.evaluate(() => scrollY);
    const chip = question.getByRole('button', { name: 'orders-0', exact: true });
    const row = question.locator('.pick-place').filter({ hasText: 'c2' });
    const [from, onto] = [await centerOf(chip), await centerOf(row)];
    await touch('touchStart', [from]);
    for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
      await touch('touchMove', [{ x: from.x + (onto.x - from.x) * share, y: from.y + (onto.y - from.y) * share }]);
    }
    await touch('touchEnd', []);
    await expect(row).toContainText('orders-0');
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    // Or pressed, and then the owner.
    const second = question.getByRole('button', { name: 'orders-1', exact: true });
    // Chromium makes no click of a tap that follows a drag within a few hundred milliseconds: one taps again.
    await expect(async () => {
      await second.tap();
      await expect(second).toHaveAttribute('aria-pressed', 'true', { timeout: 1000 });
    }).toPass();
    await question.getByRole('button', { name: 'Put orders-1 on c1' }).tap();
    await expect(question.locator('.pick-place').filter({ hasText: 'c1' })).toContainText('orders-1');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

    await page.goto('lessons/timeouts/');
    const duration = questionOf(page, 'How long does nobody own');
    await expect(duration).toContainText('Pick a time');
    await duration.getByRole('slider').tap();
    await expect(duration).not.toContainText('Pick a time');
    await expect(duration.getByRole('button', { name: 'Check' })).toBeEnabled();
  });
});
