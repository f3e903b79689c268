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
