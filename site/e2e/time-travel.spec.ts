// Time travel in the workbench: from a failed test to the moment of its failure, to the reference's run, to any other cluster.
import type { Locator, Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import { detailOf, editorOf, openExercise, ruleOf, run, runButton, sourceOf, writeAnswer } from './workbench.ts';

/** Commits before it handles, and says so: breaks rules 1 and 3. */
const tooEarly = (await sourceOf('exercises/poll-loop/mistakes/commit-before-the-work.ts')).replace(
  'if (records.length > 0) await commit(consumer);',
  "if (records.length > 0) {\n        console.log('committing', records.length);\n        await commit(consumer);\n      }",
);

const travelOf = (page: Page): Locator => page.getByRole('region', { name: 'What went on in the cluster' });
const playheads = (page: Page): Locator => travelOf(page).getByRole('slider', { name: 'Playhead' });

async function runTooEarly(page: Page): Promise<void> {
  await openExercise(page, 'poll-loop');
  await page.getByLabel('Run as you type').uncheck();
  await writeAnswer(page, tooEarly);
  await run(page);
}

test.describe('a failed test', () => {
  test.slow();

  test('shows what went on at the moment of the failure, with what the code printed, and the reference under it', async ({
    page,
  }) => {
    await runTooEarly(page);
    await ruleOf(page, 3).getByRole('button').first().click();
    await page.getByRole('button', { name: /a crash in the middle of a batch/ }).click();
    await expect(playheads(page)).toHaveCount(1);
    // The commit was accepted at 15 ms, when not one of its records had been handled.
    await expect(detailOf(page)).toContainText('c1 committed orders-0 at 5 at 15 ms');
    await expect(playheads(page)).toHaveAttribute('aria-valuenow', '15');
    await expect(playheads(page)).toHaveAttribute('aria-valuetext', /^0\.015 s: The test fails by this: Rule 3/);
    await expect(travelOf(page).locator('.t-fault.is-check')).toContainText('test fails');
    await expect(travelOf(page).locator('.t-print').first()).toContainText('committing 5');
    await expect(detailOf(page).getByRole('region', { name: 'Printed by your code' })).toContainText(
      'c1 0.014 s committing 5',
    );
    await travelOf(page).getByRole('button', { name: 'Table' }).click();
    await expect(travelOf(page).getByRole('table', { name: 'Printed' })).toContainText('committing 5');
    await travelOf(page).getByRole('button', { name: 'Table' }).click();

    await page.getByRole('button', { name: 'Compare with the reference' }).click();
    await expect(playheads(page)).toHaveCount(2);
    await expect(travelOf(page).getByText('Reference', { exact: true })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Solution' }), 'it shows no code').toHaveCount(0);
    expect(await accessibilityProblems(page, '.test-detail')).toEqual([]);
  });

  test('is reached, given room, stepped and left with the keyboard alone', async ({ page }) => {
    await runTooEarly(page);
    await page.keyboard.press('F8');
    await page.keyboard.press('F6');
    await expect(playheads(page)).toHaveCount(1);
    await page.keyboard.press('t');
    await expect(page.locator('#bench-code')).toBeHidden();
    await expect(page.getByRole('button', { name: 'Less room' })).toBeVisible();
    const before = await playheads(page).getAttribute('aria-valuetext');
    for (let pressed = 0; pressed < 40; pressed += 1) {
      await page.keyboard.press('Tab');
      if (await playheads(page).evaluate((element) => element === document.activeElement)) break;
    }
    await expect(playheads(page)).toBeFocused();
    // The first tells the failure itself, the second what came before it.
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect(playheads(page)).not.toHaveAttribute('aria-valuetext', before ?? '');
    await page.keyboard.press('Escape');
    await expect(page.locator('#bench-code')).toBeVisible();
    await expect(page.getByRole('button', { name: 'More room' })).toBeFocused();
  });
});

test('a test that passes can be looked at too, whichever of its clusters', async ({ page }) => {
  test.slow();
  await runTooEarly(page);
  await ruleOf(page, 6).getByRole('button').first().click();
  await page.getByRole('button', { name: /a shutdown at each millisecond of a batch/ }).click();
  await expect(travelOf(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Show what went on in its \d+ clusters$/ }).click();
  await expect(playheads(page)).toHaveCount(1);
  // Which one is chosen is told by the select once that one is there.
  const choice = travelOf(page).locator('select').first();
  await choice.selectOption('2');
  await expect(playheads(page)).toHaveCount(1);
  await expect(choice).toHaveValue('2');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a failed test shows what went on, within the width of the page', async ({ page }) => {
    test.slow();
    await page.goto('exercises/poll-loop/');
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await editorOf(page).fill(tooEarly);
    await runButton(page).click();
    await page.getByRole('button', { name: /^Results/ }).click();
    await ruleOf(page, 3).getByRole('button').first().click();
    await page.getByRole('button', { name: /a crash in the middle of a batch/ }).click();
    await expect(playheads(page)).toHaveCount(1);
    await playheads(page).scrollIntoViewIfNeeded();
    await expect(playheads(page)).toBeVisible();
    await expect(travelOf(page).locator('.t-fault.is-check')).toContainText('test fails');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems(page, '.test-detail')).toEqual([]);
  });
});
