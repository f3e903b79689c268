import { expect, test } from './site.ts';

test.use({ javaScriptEnabled: false });

test.describe('with scripts switched off', () => {
  test('the front page lists the course', async ({ page, siteUrl }) => {
    await page.goto('./');
    await page.locator('#course').getByRole('link', { name: 'Range', exact: true }).click();
    await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
  });

  test('the lesson is there in full: text, tables, boards, code in every language', async ({ page }) => {
    await page.goto('lessons/range-assignor/');
    const lesson = page.locator('#lesson');
    await expect(lesson.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(lesson.locator('figure.scene').filter({ visible: true }).first()).toBeVisible();
    await expect(lesson.getByRole('table').first()).toBeVisible();
    for (const language of ['TypeScript', 'Java', 'Python']) {
      await expect(lesson.locator('.code-tab-label', { hasText: language }).first()).toBeVisible();
      await expect(lesson.locator(`.code-tab[data-label="${language}"] pre`).first()).toBeVisible();
    }
    await expect(lesson.locator('pre span[style]').first(), 'code is colored while the page is made').toBeVisible();
  });

  test('a question shows its options, and its answer to who asks', async ({ page }) => {
    await page.goto('lessons/range-assignor/');
    const question = page.locator('.choice.predict').first();
    await expect(question.getByRole('listitem')).toHaveText(['c1', 'c2', 'c3']);
    await expect(question.locator('.reveal-right')).toBeHidden();
    await question.getByText('Show the answer').click();
    await expect(question.locator('.reveal-right')).toHaveText('c2');
  });

  test('the exercise shows its brief and the code to start from, and says what running needs', async ({ page }) => {
    await page.goto('exercises/range-assignor/');
    await expect(page.getByRole('heading', { level: 1, name: 'Write the range assignor' })).toBeVisible();
    await expect(page.locator('ol.rules > li').first()).toBeVisible();
    await expect(page.getByText('class RangeAssignor')).toBeVisible();
    await expect(page.locator('noscript p').filter({ visible: true }).first()).toContainText('needs scripts');
  });
});
