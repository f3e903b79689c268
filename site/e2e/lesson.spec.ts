import { expect, test } from './site.ts';

test.describe('the lesson', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('lessons/range-assignor/');
  });

  test('does not load the editor, or the runner, to be read', async ({ page }) => {
    await page.getByRole('heading', { name: 'Check yourself' }).scrollIntoViewIfNeeded();
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
    );
    // What opens the workbench is a few lines of the page's own.
    const parts = loaded.filter((path) => !path.includes('/open-workbench-'));
    expect(parts.filter((path) => /worker|editor|runner|workbench/i.test(path))).toEqual([]);
  });

  test('holds an answer back until the reader has chosen, and keeps the choice', async ({ page }) => {
    const question = page.getByRole('group', { name: /Who gets orders-4\?/ });
    await expect(question.getByText('Watch it')).toBeHidden();
    await question.getByRole('button', { name: 'c1', exact: true }).click();
    await expect(question.getByRole('status')).toHaveText('Not quite. The answer is c2.');
    await expect(question.getByText('Watch it')).toBeVisible();

    await page.reload();
    await expect(question.getByRole('status')).toHaveText('Not quite. The answer is c2.');
    await question.getByRole('button', { name: 'Choose again' }).click();
    await question.getByRole('button', { name: 'c2', exact: true }).click();
    await expect(question.getByRole('status')).toHaveText('Right.');
  });

  test('scores the questions at its end', async ({ page }) => {
    const quiz = page.getByRole('region', { name: 'Check yourself' });
    await expect(quiz.locator('.quiz-score')).toHaveText(/^\d+ questions$/);
    const first = quiz.locator('[data-choice]').first();
    await first.locator('[data-right]').click();
    await expect(first.locator('.choice-verdict')).toHaveText('Right.');
    await expect(quiz.locator('.quiz-score')).toHaveText(/^1 right, 1 of \d+ answered$/);
  });

  test('shows one language of code at a time, and remembers which', async ({ page }) => {
    const languages = page.getByRole('tablist', { name: 'Language' }).first();
    await languages.getByRole('tab', { name: 'TypeScript' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(languages.getByRole('tab', { name: 'Java' })).toBeFocused();
    await expect(page.getByRole('tabpanel', { name: 'Java' })).toBeVisible();
    await expect(page.getByRole('tabpanel', { name: 'TypeScript' })).toBeHidden();
    await page.reload();
    await expect(page.getByRole('tabpanel', { name: 'Java' })).toBeVisible();
  });

  test('explains a term on hover and on focus, until Escape', async ({ page }) => {
    const term = page.locator('.term').first();
    const explanation = page.locator(`[id="${await term.getAttribute('aria-describedby')}"]`);
    await expect(explanation).toBeHidden();
    await term.hover();
    await expect(explanation).toBeVisible();
    await page.mouse.move(0, 0);
    await expect(explanation).toBeHidden();
    await term.focus();
    await expect(explanation).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(explanation).toBeHidden();
  });

  test('moves its edge by mouse and by arrow keys, and remembers where', async ({ page }) => {
    const divider = page.getByRole('separator', { name: 'Width of the lesson' });
    const before = Number(await divider.getAttribute('aria-valuenow'));
    await divider.focus();
    await page.keyboard.press('ArrowRight');
    const after = Number(await divider.getAttribute('aria-valuenow'));
    expect(after).toBeGreaterThan(before);
    await page.reload();
    await expect(divider).toHaveAttribute('aria-valuenow', String(after));
  });
});

test.describe('the lesson, while this browser forbids storage', () => {
  test('reads the same', async ({ page }) => {
    await page.addInitScript(() => {
      const refuse = () => {
        throw new DOMException('Storage is forbidden.', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'localStorage', { get: refuse });
      Object.defineProperty(globalThis, 'indexedDB', { get: refuse });
    });
    await page.goto('lessons/range-assignor/');
    const question = page.getByRole('group', { name: /Who gets orders-4\?/ });
    await question.getByRole('button', { name: 'c2', exact: true }).click();
    await expect(question.getByRole('status')).toHaveText('Right.');
  });
});
