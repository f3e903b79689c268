// Spot the bug: the line, what goes wrong, and the very code doing it in a running group.
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

test('by keyboard: a wrong line, the right one, what goes wrong, and then the run', async ({ page }) => {
  await page.goto('interview/');
  await page.getByRole('link', { name: 'Spot the bug' }).click();
  await page.getByRole('link', { name: 'Bookkeeping' }).click();
  const run = page.locator('.run-scene');
  await expect(run.locator('.run-cover')).toBeVisible();
  await expect(page.getByRole('heading', { name: /What goes wrong/ })).toBeHidden();

  await page.getByRole('radio', { name: 'Line 1', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Line 4 does what it should. Look again.')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Line 16: yes.')).toBeVisible();

  await expect(page.getByRole('heading', { name: /What goes wrong/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.bug-question [data-result]')).toBeVisible();
  await expect(run).toHaveAttribute('data-live', 'yes');
  await expect(run.locator('.run-cover')).toBeHidden();
  await expect(run.getByText('orders-4 and orders-5 have no owner for 6.02 s; 4 never stop').first()).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.reload();
  await expect(page.locator('.bug-question [data-result]')).toBeVisible();
});

test('an assignor of the page’s own divides in the live run as it did when the page was made', async ({ page }) => {
  await page.goto('bugs/even-shares/');
  await page.getByRole('button', { name: 'Show me the line' }).click();
  await expect(page.getByText(/It is line \d+ or \d+\./)).toBeVisible();
  await page.locator('.option[data-right]').click();
  const run = page.locator('.run-scene');
  await expect(run).toHaveAttribute('data-live', 'yes');
  await expect(run.getByText(/orders-4 and orders-5 have no owner/).first()).toBeVisible();
});
