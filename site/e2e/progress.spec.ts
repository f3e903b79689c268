// What a reader has done: on the map, in the file to take along, and back in another browser.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const lessonRow = (page: Page) => page.locator('[data-lesson="range-assignor"]');

/** Answers the first question of the lesson that has one right answer, and waits until it is kept. */
async function answerOne(page: Page): Promise<void> {
  await page.goto('lessons/range-assignor/');
  const question = page.locator('[data-quiz] [data-choice]:not([data-many])').first();
  await question.locator('.option[data-right]').click();
  await expect(question).toHaveAttribute('data-result', 'right');
}

async function expectOnMap(page: Page, state: RegExp): Promise<void> {
  // The record is written while the page rests; the map shows it at the latest with the next look.
  await expect(async () => {
    await page.goto('./');
    await expect(lessonRow(page).locator('.map-lesson [data-state]')).toHaveText(state, { timeout: 1000 });
  }).toPass();
}

test('the map shows which lesson is begun, how many answers are right, and goes on there', async ({
  page,
  siteUrl,
}) => {
  await page.goto('./');
  await expect(page.locator('[data-continue]')).toContainText('Start here');
  await answerOne(page);
  await expectOnMap(page, /^1 of \d+$/);
  await expect(page.locator('[data-continue]')).toContainText(/Continue.*1 of \d+ questions answered right/s);
  await page.locator('[data-continue]').click();
  await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
});

test('everything that is kept goes into a file, and comes back from it elsewhere', async ({
  page,
  browser,
  siteUrl,
}) => {
  await answerOne(page);
  await expectOnMap(page, /^1 of \d+$/);
  await page.getByRole('link', { name: 'What is kept in this browser' }).click();
  await expect(page.getByRole('row', { name: /Range: a ruler for each topic Progress/ })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a file' }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'rebalance-lab-archive', version: 1 });

  const context = await browser.newContext({ baseURL: siteUrl });
  const elsewhere = await context.newPage();
  await elsewhere.goto('progress/');
  await expect(elsewhere.getByText('Nothing is kept yet.')).toBeVisible();
  await elsewhere.getByLabel('Open a file').setInputFiles({
    name: 'mine.json',
    mimeType: 'application/json',
    buffer: await readFile(file),
  });
  await expect(elsewhere.getByRole('status')).toContainText('Merged mine.json.');
  await expectOnMap(elsewhere, /^1 of \d+$/);
  await elsewhere.goto('lessons/range-assignor/');
  await expect(elsewhere.locator('[data-quiz] .quiz-score')).toContainText('1 right');
  await context.close();
});

test('a file that is none of ours is refused in words, and nothing changes', async ({ page }) => {
  await page.goto('progress/');
  await page.getByLabel('Open a file').setInputFiles({
    name: 'other.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":1}'),
  });
  await expect(page.getByRole('status')).toContainText('The file was not saved by this site.');
  await expect(page.getByText('Nothing is kept yet.')).toBeVisible();
});

test('everything can be removed, by keyboard, after one question', async ({ page }) => {
  await answerOne(page);
  await expectOnMap(page, /^1 of \d+$/);
  await page.goto('progress/');
  // A key does not wait for a button as a click does: it can be pressed once what is kept has been read.
  await expect(page.getByRole('button', { name: 'Remove everything' })).toBeEnabled();
  await page.getByRole('button', { name: 'Remove everything' }).press('Enter');
  await page.getByRole('button', { name: 'Keep everything' }).press('Enter');
  await expect(page.getByRole('row', { name: /Progress/ })).toBeVisible();
  await page.getByRole('button', { name: 'Remove everything' }).press('Enter');
  await page.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
  await expect(page.getByRole('status')).toContainText('Everything is removed.');
  await page.goto('./');
  await expect(lessonRow(page)).toHaveAttribute('data-progress', 'new');
});
