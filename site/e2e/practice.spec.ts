// Computed interview questions: answered by keyboard and by finger, watched, linked to.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';

const card = (page: Page) => page.locator('.computed-card');
const options = (page: Page) => card(page).getByRole('list', { name: 'Answers' }).getByRole('button');
/** Always the same: of 12 partitions, 4 have another owner, by the second option. */
const known = 'interview/practice/#family=moved-by-change&seed=4';

test('a question is answered with digits and gone on from with Enter', async ({ page }) => {
  await page.goto(known);
  await expect(options(page)).toHaveText([/3$/, /4$/, /12$/, /9$/]);
  await page.keyboard.press('2');
  await expect(card(page).getByRole('status')).toContainText('Right.');
  await expect(card(page).getByRole('status')).toContainText('4 partitions of 12');
  await expect(page.getByText('1 of 1 right')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next question' })).toBeFocused();
  const before = page.url();
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(before);
  await expect(options(page).first()).toBeVisible();
  await expect(card(page)).toBeFocused();
  await expect(card(page).getByRole('status')).toBeEmpty();
  await page.goBack();
  await expect(page).toHaveURL(before);
  await expect(options(page)).toHaveText([/3$/, /4$/, /12$/, /9$/]);
});

test('a wrong answer is told with the right one, and only the first counts', async ({ page }) => {
  await page.goto(known);
  await options(page).nth(3).click();
  await expect(card(page).getByRole('status')).toContainText('Not quite. The answer is: 4.');
  await options(page).nth(1).click({ force: true });
  await page.keyboard.press('2');
  await expect(page.getByText('0 of 1 right')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sticky: balance first' })).toHaveAttribute('href', /sticky-assignor/);
});

test('its run can be watched, and nothing of the timeline is fetched before that', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(known);
  await expect(options(page)).toHaveCount(4);
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: 'Watch the run' })).toBeVisible();
  expect(fetched.filter((url) => /timeline|watched-run|scene-thread/.test(url))).toEqual([]);
  await page.getByRole('button', { name: 'Watch the run' }).click();
  const run = page.getByRole('region', { name: 'The run' });
  await expect(run.locator('.timeline-picture').first()).toBeVisible();
  await expect(run).toBeFocused();
  // It plays up to the moment in question, and stops there.
  await expect(run.getByText('20.000 s').first()).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('a topic can be chosen, and the questions are of its lessons', async ({ page }) => {
  await page.goto('interview/practice/');
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('Operating groups');
  for (let times = 0; times < 3; times += 1) {
    await expect(page).toHaveURL(/#family=(lag-shown|catch-up|rolling-deploy|too-slow-loop)&seed=\d+$/);
    await expect(options(page).first()).toBeVisible();
    const before = page.url();
    await page.getByRole('button', { name: 'Skip it' }).click();
    await expect(page).not.toHaveURL(before);
  }
});

test('a link that names nothing is told in words, and leads on', async ({ page }) => {
  await page.goto('interview/practice/#family=nothing&seed=1');
  await expect(page.getByRole('alert')).toContainText('The link names no kind of question that is here.');
  await page.getByRole('button', { name: 'Another question' }).click();
  await expect(options(page).first()).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('the practice is found from the interview page', async ({ page }) => {
  await page.goto('interview/');
  await page.getByRole('link', { name: 'Practice' }).click();
  await expect(options(page).first()).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a phone, before and after the answer, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('interview/practice/#family=next-callback&seed=5');
    await expect(options(page).first()).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    await options(page).first().click();
    await expect(card(page).getByRole('status')).not.toBeEmpty();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  });
}
