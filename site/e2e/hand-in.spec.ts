// From an attendee's browser to the instructor's: what is handed in as text is taken in, and run again rather than trusted.
import type { Browser, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { openLessonWorkbench, remainderDropped, resultsKept, run, writeAnswer } from './workbench.ts';

/** Has run an answer that holds three of five rules. */
async function attendee(page: Page): Promise<void> {
  await openLessonWorkbench(page);
  await writeAnswer(page, remainderDropped);
  await run(page);
  await resultsKept(page, 'range-assignor');
}

async function handInAsText(page: Page, name: string): Promise<string> {
  await page.goto('workshop/hand-in/');
  await page.getByLabel('Your name in this workshop').fill(name);
  await expect(page.getByText('3 of 5 rules held')).toBeVisible();
  await page.getByRole('button', { name: 'Show as text' }).click();
  const text = page.locator('main textarea');
  await expect(text).toHaveValue(/^RLAB1\{/);
  return text.inputValue();
}

async function instructor(browser: Browser, siteUrl: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: siteUrl, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto('workshop/room/');
  return page;
}

test('an answer goes from one browser to the other, and is run there', async ({ page, browser, siteUrl }) => {
  await attendee(page);
  const text = await handInAsText(page, 'Ada');
  expect(await accessibilityProblems(page)).toEqual([]);

  const room = await instructor(browser, siteUrl);
  // As it comes out of a mail: quoted, and wrapped somewhere else.
  const mailed = (text.match(/.{1,40}/gs) ?? []).map((line) => `> ${line.trim()}`).join('\n');
  await room.getByRole('textbox').fill(`Hello,\n${mailed}\nBye`);
  await room.getByRole('button', { name: 'Take in the text' }).click();
  await expect(room.getByText('Took in 1 hand-in.')).toBeVisible();
  const row = room.getByRole('row').filter({ hasText: 'Ada' });
  await expect(row).toContainText('3 of 5');
  await room.getByRole('button', { name: 'Run 1 answer here' }).click();
  await expect(row).toContainText('run here');
  await expect(room.getByText('All answers were run here')).toBeVisible();
  await expect(room.getByText('orders-3 and orders-4 went to nobody.').first()).toBeVisible();
  expect(await accessibilityProblems(room)).toEqual([]);

  await room.reload();
  await expect(room.getByRole('row').filter({ hasText: 'Ada' })).toContainText('3 of 5');
  await room.context().close();
});

test('a text that lost a piece on its way is told, and what is there stays', async ({ page, browser, siteUrl }) => {
  await attendee(page);
  const text = await handInAsText(page, 'Ada');
  const room = await instructor(browser, siteUrl);
  const takeIn = async (pasted: string) => {
    await room.getByRole('textbox').fill(pasted);
    await room.getByRole('button', { name: 'Take in the text' }).click();
  };
  await takeIn(text);
  await expect(room.getByRole('row').filter({ hasText: 'Ada' })).toBeVisible();
  await takeIn(`${text.slice(0, 300)}${text.slice(340)}`);
  await expect(room.getByText(/It was cut off: \d+ of \d+ characters arrived/)).toBeVisible();
  await expect(room.getByRole('row').filter({ hasText: 'Ada' })).toContainText('3 of 5');
  await room.context().close();
});
