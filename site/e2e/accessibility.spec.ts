import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import {
  detailOf,
  openExercise,
  openLessonWorkbench,
  remainderDropped,
  ruleOf,
  run,
  solution,
  writeAnswer,
} from './workbench.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('on the front page', async ({ page }) => {
      await page.goto('./');
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the page about offline use', async ({ page }) => {
      await page.goto('offline/');
      await expect(page.getByRole('button', { name: /^Store it here/ })).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the lesson, before the editor is asked for', async ({ page }) => {
      await page.goto('lessons/range-assignor/');
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the lesson with the workbench open', async ({ page }) => {
      await openLessonWorkbench(page);
      // The cursor stands in `import`, which Monaco highlights with a background of its own.
      await expect(
        page.locator('.monaco-editor .wordHighlightText, .monaco-editor .wordHighlight').first(),
      ).toBeAttached();
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the exercise, with a failure looked at', async ({ page }) => {
      await openExercise(page);
      await writeAnswer(page, remainderDropped);
      await run(page);
      await ruleOf(page, 3)
        .getByRole('button', { name: /5 partitions, 3 members/ })
        .click();
      await expect(detailOf(page).getByRole('table')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the exercise, with the solution beside one’s own', async ({ page }) => {
      await openExercise(page);
      await writeAnswer(page, solution);
      await run(page);
      await page.getByRole('button', { name: 'Compare with the solution' }).click();
      await expect(page.locator('.solution-diff .monaco-diff-editor')).toBeVisible();
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the lesson on a phone', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('lessons/range-assignor/');
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  });
}

test.describe('axe finds nothing', () => {
  test.use({ expectedTrouble: /status 404|404 \(Not Found\)/ });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`on the page for an address that leads nowhere, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('no/such/page');
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  }
});
