// The review as a candidate uses it: by keyboard alone, over days, with records that were damaged.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const noon = new Date(2026, 4, 4, 12);

test.use({ timezoneId: 'Europe/Berlin' });

async function openReview(page: Page): Promise<void> {
  await page.goto('interview/review/');
  await expect(question(page)).toBeVisible();
}

const question = (page: Page) => page.locator('#review-view h2').first();

async function answerTalk(page: Page, key: '1' | '2' | '3'): Promise<void> {
  const before = await question(page).textContent();
  await expect(page.locator('.review-card')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('.talk-model')).toBeVisible();
  await page.keyboard.press(key);
  await expect(question(page)).not.toHaveText(before ?? '');
}

/** Of whatever kind: some answer, by keyboard alone. */
async function answerCard(page: Page): Promise<'talk' | 'computed' | 'bug'> {
  await expect(page.locator('.talk-card, .computed-card, [data-bug]')).toBeVisible();
  if (await page.locator('.talk-card').isVisible()) {
    await answerTalk(page, '3');
    return 'talk';
  }
  const before = await question(page).textContent();
  const isComputed = await page.locator('.computed-card').isVisible();
  if (!isComputed) await page.getByRole('button', { name: 'Show me the line' }).press('Enter');
  await page.keyboard.press('1');
  if (await page.getByRole('button', { name: 'Check', exact: true }).isVisible()) await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Next/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveText(before ?? '');
  return isComputed ? 'computed' : 'bug';
}

test('ten cards by keyboard alone, and what went wrong is back the next day', async ({ page }) => {
  await page.clock.install({ time: noon });
  await openReview(page);
  await expect(page.getByText('Nothing due, 10 new of at most 10 a day')).toBeVisible();
  const first = (await question(page).textContent()) ?? '';
  await answerTalk(page, '1');
  const kinds = new Set<string>();
  for (let card = 1; card < 10; card += 1) kinds.add(await answerCard(page));
  expect([...kinds].sort()).toEqual(['bug', 'computed', 'talk']);
  await expect(page.getByText('10 cards answered. The next card comes back tomorrow.')).toBeVisible();

  await page.goto('./');
  await expect(page.locator('[data-review-link]')).toBeHidden();
  await page.clock.setFixedTime(new Date(2026, 4, 5, 7));
  await page.reload();
  await expect(page.locator('[data-review-link]')).toHaveText(/^Interview review: \d+ due today$/);
  await page.goto('interview/');
  await expect(page.locator('[data-review-due]')).toHaveText(/^\d+ due today, 10 new$/);
  await openReview(page);
  await expect(question(page)).toHaveText(first);
});

test('a question that was answered wrong in its lesson comes back, and digits choose', async ({ page }) => {
  await page.goto('lessons/range-assignor/');
  const quiz = page.locator('[data-quiz] [data-choice]').first();
  await quiz.locator('.option:not([data-right])').first().click();
  await expect(quiz).toHaveAttribute('data-result', 'wrong');
  const text = (await quiz.locator('h3').textContent()) ?? '';
  await page.clock.install({ time: Date.now() + 2 * 86_400_000 });
  await page.goto('interview/review/');
  const card = page.locator('.review-card');
  await expect(card.locator('h3')).toHaveText(text);
  await expect(card).toBeFocused();
  const options = await card
    .locator('.option')
    .evaluateAll((all) => all.map((each) => each.hasAttribute('data-right')));
  await page.keyboard.press(String(options.indexOf(true) + 1));
  await expect(card.locator('.choice-verdict')).toHaveText('Right.');
  await page.keyboard.press('Enter');
  await expect(page.locator('.review-card .talk-card')).toBeVisible();
});

test('a damaged history is told, set aside, and goes into the file; a file of a newer version is refused in words', async ({
  page,
}) => {
  await openReview(page);
  const id = await page.locator('.review-card [data-talk]').getAttribute('data-talk');
  await page.evaluate(
    (key) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('rebalance-lab');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite');
          writing.objectStore('records').put({ version: 1, card: key, log: 'gone' }, key);
          writing.oncomplete = () => resolve();
        };
      }),
    `review/${id}`,
  );
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('is damaged at "log"');
  await answerTalk(page, '2');
  await page.goto('progress/');
  await expect(page.getByRole('row', { name: /Reviews of interview questions/ })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save a file' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toContain(`unreadable/review/${id}`);
  expect(file).toContain('"gone"');
  await page.locator('input[type=file]').setInputFiles({
    name: 'newer.json',
    mimeType: 'application/json',
    buffer: Buffer.from(file.replace('"version": 1', '"version": 9')),
  });
  await expect(page.getByText('The file was saved by a newer version of this site.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'newer-record.json',
    mimeType: 'application/json',
    buffer: Buffer.from(
      JSON.stringify({
        format: 'rebalance-lab-archive',
        version: 1,
        savedAt: 1,
        records: { 'review/talk/a/b': { version: 9 } },
        memories: {},
      }),
    ),
  });
  await expect(
    page.getByText('Left out: "review/talk/a/b" was written by a newer version of this site.'),
  ).toBeVisible();
});

test('two tabs do not undo each other', async ({ page, context }) => {
  await openReview(page);
  const other = await context.newPage();
  await openReview(other);
  const first = (await question(page).textContent()) ?? '';
  await expect(question(other)).toHaveText(first);
  await answerTalk(other, '3');
  await expect(question(page)).not.toHaveText(first);
  await answerCard(page);
  await page.goto('progress/');
  await expect(page.getByRole('row', { name: /Reviews of/ })).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars the way, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openReview(page);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Space');
    expect(await accessibilityProblems(page)).toEqual([]);
  });
}
