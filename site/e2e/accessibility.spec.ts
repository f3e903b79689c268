import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe finds nothing, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('on the front page', async ({ page }) => {
      await page.goto('./');
      expect(await accessibilityProblems(page)).toEqual([]);
    });

    test('on the lesson, before the editor is asked for', async ({ page }) => {
      await page.goto('lessons/range-assignor/');
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
  test.use({ expectedTrouble: [/404/] });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`on the page for an address that leads nowhere, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto('no/such/page');
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  }
});
