// The search, by keyboard and by pointer, from any page.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const resultsOf = (page: Page) => page.getByRole('listbox', { name: 'Results' });

test('"/" opens the search, typing finds a section, Enter goes to its heading', async ({ page, siteUrl }) => {
  await page.goto('./');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search the course' });
  await expect(field).toBeFocused();
  await page.keyboard.type('how the cut');
  const first = resultsOf(page).getByRole('option').first();
  await expect(first).toContainText('How the cut is made');
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowUp');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/#how-the-cut-is-made`);
});

test('Escape closes the search and gives the focus back; a heading of the same page closes it too', async ({
  page,
}) => {
  await page.goto('lessons/range-assignor/');
  const opener = page.getByRole('button', { name: /^Search/ });
  await opener.click();
  const dialog = page.getByRole('dialog', { name: 'Search the course' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(opener).toBeFocused();
  await opener.click();
  await page.keyboard.type('how the cut');
  await resultsOf(page).getByRole('option').first().click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'How the cut is made' })).toBeInViewport();
});

test('takes what is typed while it is fetched; says so when nothing is found, and leads to the rules of an exercise', async ({
  page,
  siteUrl,
}) => {
  await page.goto('lessons/range-assignor/');
  await page.route(/search-dialog-.*\.js/, async (route) => {
    await page.keyboard.type('zebra quan');
    await route.continue();
  });
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search the course' })).toHaveValue('zebra quan');
  await page.keyboard.type('tum');
  await expect(page.getByText('Nothing here has all of these words.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('subscribers share');
  await resultsOf(page)
    .getByRole('option', { name: /R1: Subscribers share a topic/ })
    .click();
  await expect(page).toHaveURL(`${siteUrl}exercises/range-assignor/#R1`);
});
