// Handouts: what lessons, exercises, agendas and the guide are on paper.
import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import { openExercise, solution, starter, workbenchReady } from './workbench.ts';

/** As a browser does before it prints, and after. */
async function onPaper(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.site-header')).toBeHidden();
}

async function offPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
}

test('a lesson has its scenes, every language of its code and room to write; nothing to press', async ({ page }) => {
  await page.goto('lessons/range-assignor/');
  await onPaper(page);
  for (const gone of ['.neighbors', '#workbench', '.divider', '.heading-link', '.choice .watch', '[role="tablist"]']) {
    for (const each of await page.locator(gone).all()) await expect(each, gone).toBeHidden();
  }
  for (const scene of await page.locator('article > .scene').all()) await expect(scene).toBeVisible();
  for (const tab of await page.locator('.code-tab').all()) await expect(tab).toBeVisible();
  await expect(page.locator('.code-tab-label', { hasText: 'Java' }).first()).toBeVisible();
  const answer = page.locator('.predict .reveal').first();
  await expect(answer).toBeVisible();
  expect(await answer.evaluate((element) => getComputedStyle(element).rotate)).toBe('180deg');
  const fits = await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
  expect(fits).toBe(true);
});

test('an exercise is its brief and the code to start from, also while the editor is open', async ({ page }) => {
  await openExercise(page);
  await onPaper(page);
  await expect(page.locator('#workbench')).toBeHidden();
  const handout = page.locator('.unscripted');
  await expect(handout.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(handout.locator('.rules > li')).toHaveCount(5);
  await expect(handout.locator('.poster-code')).toContainText('export class RangeAssignor');
  const ofSolution = solution.split('\n').filter((line) => line.trim().length > 24 && !starter.includes(line.trim()));
  expect(ofSolution.length).toBeGreaterThan(5);
  for (const line of ofSolution) await expect(handout).not.toContainText(line.trim());
  await offPaper(page);
  await workbenchReady(page);
  await expect(handout).toHaveCount(0);
});

test('an agenda is a run sheet', async ({ page }) => {
  await page.goto('workshop/');
  await page.getByRole('button', { name: /^Half day/ }).click();
  await expect(page.locator('.agenda-item')).toHaveCount(12);
  await onPaper(page);
  for (const gone of ['.picker', '.share-agenda', '.hold-back', '.beginnings']) {
    await expect(page.locator(gone), gone).toBeHidden();
  }
  await expect(page.locator('.agenda-item').nth(1)).toContainText('Consumer groups');
  await expect(page.locator('.agenda-sums')).toContainText('until 13:00');
});

test('the guide is its text, with both run sheets', async ({ page }) => {
  await page.goto('workshop/guide/');
  await onPaper(page);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.locator('.run-sheet')).toHaveCount(2);
});
