// The whole path without a mouse.
import type { Page } from '@playwright/test';
import { expect, test } from './site.ts';
import {
  detailOf,
  editorOf,
  openExercise,
  openLessonWorkbench,
  run,
  runButton,
  summaryOf,
  workbenchReady,
} from './workbench.ts';

/** Presses Tab until the focus is where it should be; a person gives up some time too. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await isThere()) return;
  }
  throw new Error('Sixty presses of Tab did not lead there.');
}

const isFocused = (page: Page, selector: string) => () =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

test('from the front page to a verdict', async ({ page, siteUrl }) => {
  await page.goto('./');
  await tabTo(page, isFocused(page, '#course a[href*="lessons/range-assignor"]'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
  // Keys mean something once the page's scripts are there.
  await page.waitForLoadState();

  await page.keyboard.press('e');
  await workbenchReady(page);
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// mine\n');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(summaryOf(page)).toHaveText(/rules hold/);
  await expect(editorOf(page), 'a run does not move the focus').toBeFocused();

  await page.keyboard.press('F8');
  const first = await detailOf(page).getByRole('heading').textContent();
  await page.keyboard.press('F8');
  await expect(detailOf(page).getByRole('heading')).not.toHaveText(first ?? '');
  await page.keyboard.press('Shift+F8');
  await expect(detailOf(page).getByRole('heading')).toHaveText(first ?? '');
});

test('skip links lead past the header', async ({ page }) => {
  await page.goto('lessons/range-assignor/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the lesson' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#lesson')).toBeFocused();
});

test('skip links lead to the editor and to the results once they are there', async ({ page }) => {
  await openLessonWorkbench(page);
  await page.getByRole('link', { name: 'Skip to the results' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#results')).toBeFocused();
});

test('Tab leaves the editor until one has typed, and Ctrl+M changes what it does', async ({ page }) => {
  await openExercise(page);
  await editorOf(page).focus();
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).not.toBeFocused();

  await editorOf(page).focus();
  await page.keyboard.type('x');
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).toBeFocused();

  await page.keyboard.press('Control+m');
  await expect(page.getByText('Tab leaves the editor.')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(editorOf(page)).not.toBeFocused();
});

test('F6 goes from pane to pane', async ({ page }) => {
  await openExercise(page);
  await page.getByRole('region', { name: 'Brief' }).focus();
  await page.keyboard.press('F6');
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: 'Results' })).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(editorOf(page)).toBeFocused();
});

test('a sheet lists the keys, and Escape closes it', async ({ page }) => {
  await openExercise(page);
  await page.getByRole('region', { name: 'Results' }).focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toContainText('Run the suite');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('region', { name: 'Results' })).toBeFocused();
});

test('letters are text while one types, and keys elsewhere', async ({ page }) => {
  await openExercise(page);
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('?hb');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('heading', { name: /^Hint 1/ })).toHaveCount(0);
  await page.getByRole('region', { name: 'Results' }).focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { name: /^Hint 1/ })).toBeVisible();
});

test('reset and its undo leave the focus where one can go on', async ({ page }) => {
  await openExercise(page);
  await editorOf(page).focus();
  await page.keyboard.type('// mine');
  const reset = page.getByRole('button', { name: 'Reset', exact: true });
  await reset.focus();
  await page.keyboard.press('Enter');
  await expect(reset).toHaveAttribute('aria-disabled', 'true');
  await expect(reset).toBeFocused();

  await page.getByRole('button', { name: 'Undo reset' }).focus();
  await page.keyboard.press('Enter');
  await expect(editorOf(page)).toBeFocused();
  await expect(reset).toHaveAttribute('aria-disabled', 'false');
});

test('e leads into the editor also from a hint that took its place', async ({ page }) => {
  await openLessonWorkbench(page);
  await run(page);
  await page.getByRole('region', { name: 'Results' }).focus();
  await page.keyboard.press('h');
  await expect(page.getByRole('heading', { name: /^Hint 1/ })).toBeVisible();
  await page.keyboard.press('e');
  await expect(editorOf(page)).toBeFocused();
});

test('panes are resized by arrow keys', async ({ page }) => {
  await openExercise(page);
  const edge = page.getByRole('separator', { name: 'Height of the editor' });
  const before = await edge.getAttribute('aria-valuenow');
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect(edge).not.toHaveAttribute('aria-valuenow', before ?? '');
});

test('results are read out, without a move of the focus', async ({ page }) => {
  await openExercise(page);
  await run(page);
  await expect(
    page.getByRole('status').filter({ hasText: /of \d+ tests pass\. First failure: R\d+: / }),
  ).toBeAttached();
  await expect(runButton(page)).not.toBeFocused();
});
