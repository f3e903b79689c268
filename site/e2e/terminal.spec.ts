// The playground's terminal: the real tools' words on the live cluster, by keyboard alone.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const screenOf = (page: Page) => page.locator('.play-terminal .xterm-rows');

async function openTerminal(page: Page): Promise<void> {
  await page.goto('playground/');
  // It is there once the cluster is.
  await expect(page.getByRole('button', { name: /^Terminal/ })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: /Command line/ })).toBeFocused();
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

test('describes the group of the live cluster in the real layout, and completes what is typed', async ({ page }) => {
  await openTerminal(page);
  await page.keyboard.type('kafka-consumer-g');
  await page.keyboard.press('Tab');
  await page.keyboard.type('--describe --group bil');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(screenOf(page)).toContainText(/GROUP\s+TOPIC\s+PARTITION\s+CURRENT-OFFSET\s+LOG-END-OFFSET\s+LAG/);
  await expect(screenOf(page)).toContainText(/billing\s+orders\s+5/);
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('changes the cluster by events that are kept, and refuses as the coordinator does', async ({ page }) => {
  await openTerminal(page);
  await type(page, 'kafka-topics.sh --alter --topic orders --partitions 8');
  await expect(page.getByText(/createPartitions orders/)).toBeVisible();
  await type(page, 'kafka-topics.sh --describe --topic orders | grep PartitionCount');
  await expect(screenOf(page)).toContainText(/PartitionCount: 8/);
  await type(page, 'kafka-consumer-groups --reset-offsets --group billing --to-earliest --all-topics --execute');
  await expect(screenOf(page)).toContainText(/inactive, but the current state is Stable/);
  await type(page, 'kafka-console-producer --topic orders');
  await type(page, 'hello');
  await page.keyboard.press('Control+d');
  await expect(page.getByText('produce orders, records 1, value hello')).toBeVisible();
  await page.reload();
  await expect(page.getByText('produce orders, records 1, value hello')).toBeVisible();
});

test('leaves the terminal by Escape, and types letters in it that are keys outside', async ({ page }) => {
  await openTerminal(page);
  await type(page, 'nonsense');
  await expect(screenOf(page)).toContainText('nonsense: command not found.');
  await expect(page.getByText(/Forked at/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Terminal' }).getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Terminal/ })).toBeVisible();
});
