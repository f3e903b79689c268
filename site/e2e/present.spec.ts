// The presenter's two windows: moved by the keyboard alone, and in step.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const count = (page: Page) => page.locator('.present-count');
const seen = (page: Page) => page.locator('.present-content > :not([hidden])');

async function present(page: Page, hash: string): Promise<void> {
  await page.goto(`workshop/present/#${hash}`);
  await expect(count(page)).toHaveText(/^\d+ \/ \d+$/);
}

async function openNotes(page: Page): Promise<Page> {
  const popup = page.context().waitForEvent('page');
  await page.keyboard.press('s');
  const notes = await popup;
  await expect(notes.locator('.notes-window')).toBeVisible();
  return notes;
}

test('a lesson is revealed step by step with the keys of a clicker; a question before its answer', async ({ page }) => {
  await present(page, 'lesson=rebalance-flow');
  await expect(seen(page).first()).toContainText('How a rebalance runs');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Space');
  await expect(count(page)).toHaveText(/^3 \//);
  const question = page.locator('.present-content > .predict:not([hidden])');
  await expect(question.locator('.reveal-right')).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(question.locator('.reveal-right')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(question.locator('.reveal-right')).toBeHidden();
  await page.keyboard.press('End');
  const [last, all] = ((await count(page).textContent()) ?? '').split(' / ');
  expect(last).toBe(all);
  await page.keyboard.press('Home');
  await expect(count(page)).toHaveText(/^1 \//);
  await page.keyboard.press('b');
  await expect(page.locator('.present-blank')).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.locator('.present-blank')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('a scene is presented live, as wide as the screen, and is stepped by key', async ({ page }) => {
  await present(page, 'lesson=rebalance-flow/scene-joins');
  const scene = page.locator('#scene-joins[data-live="yes"]');
  await expect(scene).toBeVisible();
  expect((await scene.boundingBox())?.width).toBeGreaterThan(1200);
  const now = scene.locator('.timeline-controls');
  await expect(now).toContainText('12.000 s');
  await page.keyboard.press(']');
  await expect(now).not.toContainText('12.000 s');
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('the second window follows the first, moves it, and shows notes that readers do not see', async ({ page }) => {
  await present(page, 'lesson=rebalance-flow');
  const notes = await openNotes(page);
  await expect(notes.locator('.notes-text')).toContainText('everybody waits at two barriers');
  await page.keyboard.press('PageDown');
  await expect(notes.locator('.notes-where')).toContainText('step 2 of');
  await notes.bringToFront();
  await notes.keyboard.press('PageDown');
  await expect(count(page)).toHaveText(/^3 \//);
  await notes.keyboard.press('b');
  await expect(page.locator('.present-blank')).toBeVisible();
  expect(await accessibilityProblems(notes)).toEqual([]);
  await notes.reload();
  await expect(notes.locator('.notes-where')).toContainText('step 3 of');
  await page.goto('lessons/rebalance-flow/');
  await expect(page.getByText('If only one sentence stays')).toHaveCount(0);
});

test('an agenda is presented from item to item, with a timer against it', async ({ page }) => {
  await page.clock.install({ time: new Date(2026, 4, 5, 9, 0) });
  await page.goto('workshop/');
  await page.getByRole('button', { name: /^Half day/ }).click();
  await page.getByRole('link', { name: 'Present from Welcome and setup' }).click();
  await expect(seen(page)).toContainText('Until 09:10');
  await page.keyboard.press('t');
  await expect(page.locator('.present-timer')).toContainText('on time');
  await page.clock.fastForward('14:00');
  await expect(page.locator('.present-timer')).toContainText('4 min behind');
  await page.keyboard.press('PageDown');
  await expect(seen(page).first()).toContainText('Consumer groups');
  await page.keyboard.press('PageUp');
  await expect(seen(page)).toContainText('Until 09:10');
});

test('what is not here is told, with what there is to present', async ({ page }) => {
  await page.goto('workshop/present/#agenda=of-another-browser');
  await expect(page.getByRole('alert')).toContainText('the agenda is of another browser');
  await expect(page.getByRole('link', { name: 'Range: a ruler for each topic' })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing fades in', async ({ page }) => {
    await present(page, 'lesson=rebalance-flow/1');
    await page.keyboard.press('PageDown');
    expect(
      await seen(page)
        .first()
        .evaluate((block) => getComputedStyle(block).animationName),
    ).toBe('none');
  });
});
