// A workshop, from the instructor's agenda to what an attendee is shown and what waits for a code word.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { pack } from '../packed-text.ts';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { workbenchReady } from './workbench.ts';

const titles = (page: Page) => page.locator('.agenda-item .agenda-title');

async function begin(page: Page, name: RegExp): Promise<void> {
  await page.goto('workshop/');
  await page.getByRole('button', { name }).press('Enter');
}

/** The link of a half day whose solutions and hints a word opens. */
async function linkOfHalfDay(page: Page): Promise<string> {
  await begin(page, /^Half day/);
  await page.getByLabel('Hints', { exact: true }).check();
  const word = page.getByLabel('Code word that opens everything');
  await word.fill('Grey Seal');
  await word.press('Tab');
  await page.getByText('A word of its own for an exercise').click();
  await page.getByLabel('Commit on revoke', { exact: true }).fill('heron');
  await page.getByLabel('Commit on revoke', { exact: true }).press('Tab');
  const link = page.getByLabel('Link for attendees');
  // Long enough to have both words' hashes in it.
  await expect(link).toHaveValue(/#agenda=.{400,}/);
  return link.inputValue();
}

async function attendee(browser: Browser, siteUrl: string): Promise<Page> {
  return (await browser.newContext({ baseURL: siteUrl, viewport: { width: 1440, height: 900 } })).newPage();
}

test('an agenda is composed by keyboard alone, and is there after a reload', async ({ page }) => {
  await begin(page, /^Empty$/);
  await page.getByRole('button', { name: /^Add the lesson Range/ }).press('Enter');
  await page.getByRole('button', { name: /^Add the exercise Write the range assignor/ }).press('Enter');
  await page.getByRole('button', { name: 'Break, 15 min' }).press('Enter');
  await expect(titles(page)).toHaveText(['Range: a ruler for each topic', 'Write the range assignor', 'Break']);
  await expect(page.locator('.agenda-time')).toHaveText(['09:00', '09:20', '09:55']);

  await page.getByRole('button', { name: 'Move Break', exact: true }).press('ArrowUp');
  await expect(titles(page)).toHaveText(['Range: a ruler for each topic', 'Break', 'Write the range assignor']);
  await expect(page.getByRole('button', { name: 'Move Break', exact: true })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('button', { name: 'Move Break', exact: true })).toBeFocused();
  await expect(page.locator('.agenda-time')).toHaveText(['09:00', '09:15', '09:35']);

  const minutes = page.getByLabel('Minutes of Break');
  await minutes.fill('30');
  await minutes.press('Tab');
  await expect(page.locator('.agenda-sums')).toContainText('1 h 25 min, until 10:25');
  await page.getByRole('button', { name: 'Remove Write the range assignor' }).press('Enter');
  await expect(titles(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(titles(page)).toHaveCount(3);
  await page.reload();
  await expect(titles(page)).toHaveText(['Break', 'Range: a ruler for each topic', 'Write the range assignor']);
});

test('an item is dragged by its handle', async ({ page }) => {
  await begin(page, /^Half day/);
  await expect(titles(page).first()).toHaveText('Welcome and setup');
  const from = await page.locator('.agenda-handle').first().boundingBox();
  const to = await page.locator('.agenda-handle').nth(2).boundingBox();
  if (from === null || to === null) throw new Error('the handles have no place on the page');
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 6 });
  await page.mouse.up();
  await expect(titles(page).nth(2)).toHaveText('Welcome and setup');
});

test('an agenda goes into a file with its code words, and comes back; another file is refused in words', async ({
  page,
}) => {
  await linkOfHalfDay(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as a file' }).click();
  const buffer = await readFile(await (await download).path());
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(titles(page)).toHaveCount(0);
  const file = page.getByLabel('Open a file');
  await file.setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await expect(page.getByText('other.json was not opened. It is no agenda of this site.')).toBeVisible();
  await file.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer });
  await expect(titles(page)).toHaveCount(12);
  await expect(page.getByLabel('Code word that opens everything')).toHaveValue('Grey Seal');
});

test('a link sets up another browser once its owner agrees; a code word opens what is held back; leaving brings all back', async ({
  page,
  browser,
  siteUrl,
}) => {
  const link = await linkOfHalfDay(page);
  const other = await attendee(browser, siteUrl);
  await other.goto('exercises/range-assignor/');
  await workbenchReady(other);
  for (const hint of [1, 2])
    await other
      .locator('.brief')
      .getByRole('button', { name: `Hint ${hint} of` })
      .click();
  await expect(other.locator('.hint')).toHaveCount(2);
  await expect(other.locator('.brief').getByRole('button', { name: 'Solution', exact: true })).toBeEnabled();

  await other.goto(link);
  await expect(other.getByText('The solutions and hints of these 2 exercises are held back')).toBeVisible();
  expect(await accessibilityProblems(other)).toEqual([]);
  await other.getByRole('button', { name: 'Set it up' }).click();
  const onMap = other.getByRole('region', { name: 'Kafka rebalancing, half a day' });
  await expect(onMap.getByRole('listitem')).toHaveCount(12);
  await expect(onMap.locator('[aria-current="step"]')).toContainText('09:10');
  expect(await accessibilityProblems(other)).toEqual([]);

  await other.goto('exercises/range-assignor/');
  await workbenchReady(other);
  await expect(other.locator('.hint')).toHaveCount(0);
  await expect(other.getByRole('tab', { name: 'Solution' })).toHaveCount(0);
  await expect(other.locator('.brief').getByRole('button', { name: 'The solution is held back' })).toBeDisabled();
  await other.locator('#results').focus();
  await other.keyboard.press('h');
  const word = other.getByLabel('Code word');
  await expect(word).toBeFocused();
  await expect(other.locator('.hint')).toHaveCount(0);
  expect(await accessibilityProblems(other, '.bench-brief')).toEqual([]);
  await word.fill('otter');
  await word.press('Enter');
  await expect(other.getByText('This word opens nothing here.')).toBeVisible();
  await word.fill('grey-seal');
  await word.press('Enter');
  await expect(other.locator('.hint')).toHaveCount(2);
  await other.getByRole('tab', { name: 'Solution' }).click();
  await expect(other.locator('.solution')).toBeVisible();

  await other.goto('./');
  await other.getByRole('button', { name: 'Leave the workshop' }).click();
  await other.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(onMap).toHaveCount(0);
  await expect(other.locator('[data-continue]')).toBeVisible();
  await other.context().close();
});

test('the word of one exercise opens that one, in all tabs, and leaving opens the others', async ({
  page,
  browser,
  siteUrl,
}) => {
  const link = await linkOfHalfDay(page);
  const other = await attendee(browser, siteUrl);
  await other.goto(link);
  await other.getByRole('button', { name: 'Set it up' }).click();
  const form = other.getByLabel('Code word');
  await expect(form).toBeVisible();
  const lesson = await other.context().newPage();
  await lesson.goto('lessons/range-assignor/');
  await lesson.getByRole('button', { name: 'Open the editor' }).click();
  await workbenchReady(lesson);
  await lesson.getByRole('tab', { name: 'Brief' }).click();
  await expect(lesson.getByText('this waits until your instructor says a code word')).toBeVisible();
  await form.fill('Heron');
  await form.press('Enter');
  await expect(other.getByText('of one exercise are held back')).toBeVisible();
  await expect(lesson.getByText('this waits until your instructor says a code word')).toBeVisible();
  await other.getByRole('button', { name: 'Leave the workshop' }).click();
  await other.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(lesson.getByText('this waits until your instructor says a code word')).toHaveCount(0);
  await other.context().close();
});

test('a link that is damaged, or of another version, is told in words and changes nothing', async ({ page }) => {
  await page.goto('workshop/join/#agenda=broken');
  await expect(page.getByRole('alert')).toContainText('It was cut off or changed on its way. Nothing was changed');
  await page.goto(`workshop/join/#agenda=${await pack(JSON.stringify({ version: 9 }))}`);
  await expect(page.getByRole('alert')).toContainText('newer version of this site');
  await page.goto('./');
  await expect(page.locator('[data-continue]')).toContainText('Start here');
  await expect(page.locator('.map-agenda')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on an agenda, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await begin(page, /^Full day/);
    await expect(titles(page)).toHaveCount(21);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
}

for (const width of [390, 768]) {
  test(`the header has room for all its places on a screen of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('./');
    const tops = await page
      .locator('.site-nav a')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
}
