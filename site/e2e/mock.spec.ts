// A whole mock interview, as a candidate goes through it; left and come back to; its report.
import type { Page } from '@playwright/test';
import { accessibilityProblems } from './accessibility.ts';
import { expect, test } from './site.ts';
import {
  detailOf,
  editorOf,
  openExercise,
  readAnswer,
  run,
  saved,
  sourceOf,
  summaryOf,
  workbenchReady,
  writeAnswer,
} from './workbench.ts';

// An interview is drawn by its name: here it has the same one each time.
test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    let count = 0;
    crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
      count += 1;
      if (array instanceof Uint32Array) array.fill(count);
      return array;
    };
  }),
);

const stepOf = (page: Page) => page.locator('.mock-step');
const nextOf = (page: Page) => stepOf(page).getByRole('button', { name: /^Next/ });
const goOn = (page: Page) => page.getByRole('button', { name: 'Go on' });
const counter = (page: Page) => page.locator('.mock-bar').getByText(/^Question \d+ of \d+$/);

async function begin(page: Page): Promise<void> {
  await page.goto('interview/');
  await page.getByRole('link', { name: 'Mock interview' }).click();
  await page.getByRole('button', { name: '30 minutes' }).press('Enter');
  await expect(counter(page)).toHaveText(/^Question 1 of /);
}

type Kind = 'talk' | 'computed' | 'twist' | 'coding';

/** Waits until the question is there. */
async function kindOf(page: Page): Promise<Kind> {
  await expect(stepOf(page).locator('.talk-card, .computed-card, .mock-bench .monaco-editor').first()).toBeVisible();
  if (await stepOf(page).locator('.talk-card').isVisible()) return 'talk';
  if (await stepOf(page).locator('.mock-bench').isVisible()) return 'coding';
  return (await stepOf(page).getByText('now something changes').isVisible()) ? 'twist' : 'computed';
}

async function talk(page: Page, mark: string): Promise<void> {
  await expect(stepOf(page).locator('.talk-model')).toBeHidden();
  await stepOf(page).getByRole('textbox').fill('The coordinator notices.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(stepOf(page).locator('.talk-model')).toBeVisible();
  await expect(stepOf(page).locator('.mock-talk')).toBeFocused();
  await page.keyboard.press(mark);
  await expect(nextOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
}

async function compute(page: Page): Promise<void> {
  await expect(stepOf(page).locator('.computed-card')).toBeFocused();
  await page.keyboard.press('1');
  await expect(nextOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Reloads when the interview is kept with this in it, and goes on. */
async function comeBack(page: Page, part: string): Promise<void> {
  await kept(page, part);
  await page.reload();
  await expect(goOn(page)).toBeFocused();
  await page.keyboard.press('Enter');
}

async function kept(page: Page, part: string): Promise<void> {
  const interviews = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('rebalance-lab');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const all = IDBKeyRange.bound('mock/', 'mock0');
            const reading = opening.result.transaction('records').objectStore('records').getAll(all);
            reading.onsuccess = () => resolve(JSON.stringify(reading.result));
            reading.onerror = () => reject(reading.error);
            opening.result.close();
          };
        }),
    );
  await expect.poll(interviews).toContain(part);
}

async function passToCode(page: Page): Promise<void> {
  for (;;) {
    const text = (await counter(page).textContent()) ?? '';
    if ((await kindOf(page)) === 'coding') break;
    await stepOf(page).getByRole('button', { name: 'Pass' }).click();
    await expect(counter(page)).not.toHaveText(text);
  }
}

/** Runs what there is to begin with, before and after the late rule. */
async function codeBadly(page: Page): Promise<void> {
  await expect(stepOf(page).getByRole('tab', { name: /Hints|Solution/ })).toHaveCount(0);
  await run(page);
  const rules = await page.locator('.rule-item').count();
  await page.getByRole('button', { name: 'Ready for the twist' }).press('Enter');
  const late = page.locator('.mock-ask').getByRole('status');
  await expect(late).toContainText(/New in the brief is rule \d+/);
  await expect(late).toBeFocused();
  await expect(page.locator('.rule-item')).toHaveCount(rules + 1);
  await run(page);
  await expect(detailOf(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compare with the reference' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Hand it in' }).press('Enter');
}

test('a whole interview: to talk about, to work out with a twist, to code with a late rule, and a report', async ({
  page,
}) => {
  test.slow();
  await begin(page);
  const seen: Kind[] = [];
  const marks = ['1', '2', '3'];
  const [, all] = /of (\d+)$/.exec((await counter(page).textContent()) ?? '') ?? [];
  for (let at = 1; at <= Number(all); at += 1) {
    await expect(counter(page)).toHaveText(`Question ${at} of ${all}`);
    const kind = await kindOf(page);
    seen.push(kind);
    if (kind === 'talk') await talk(page, marks.shift() ?? '3');
    else if (kind === 'coding') await codeBadly(page);
    else await compute(page);
  }
  expect(seen).toEqual(['talk', 'talk', 'computed', 'computed', 'computed', 'twist', 'coding', 'talk']);

  const heading = page.getByRole('heading', { name: 'Report', exact: true });
  await expect(heading).toBeFocused();
  await expect(heading).toHaveCSS('outline-style', 'none');
  const report = page.locator('.mock-report');
  await expect(report.getByText('The coordinator notices.')).toHaveCount(3);
  for (const how of ['weak', 'adequate', 'strong', /\d of \d+ rules hold/]) {
    await expect(report.getByText(how, { exact: true }).first()).toBeVisible();
  }
  await expect(report.getByRole('region', { name: 'What to study next' }).getByRole('link').first()).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(report.getByRole('button', { name: 'Print' })).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });

  // It is kept, and has an address.
  await page.reload();
  await expect(report.getByText('weak', { exact: true })).toBeVisible();
  await report.getByRole('link', { name: 'All interviews' }).click();
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();
});

/** Answers that hold but for the late rule, by exercise. */
const withoutLateRule: Readonly<Record<string, string>> = {
  'consumer-lag': 'labels-as-they-are',
  'stateful-listener': 'lost-is-revoked',
  'offsets-with-results': 'a-refusal-is-not-looked-at',
};

test('an answer that does all that was asked for breaks the late rule alone when it comes', async ({ page }) => {
  test.slow();
  await begin(page);
  await passToCode(page);
  await workbenchReady(page);
  const slug = ((await page.getByRole('tab', { selected: true }).first().textContent()) ?? '').replace('.ts', '');
  const mistake = withoutLateRule[slug] ?? '';
  await writeAnswer(page, await sourceOf(`exercises/${slug}/mistakes/${mistake}.ts`));
  await run(page);
  await expect(page.getByText('All that was asked for holds.')).toBeVisible();
  const asked = await page.locator('.rule-item').count();
  await page.getByRole('button', { name: 'Ready for the twist' }).press('Enter');
  await expect(page.locator('.rule-item')).toHaveCount(asked + 1);
  await workbenchReady(page);
  await run(page);
  await expect(summaryOf(page)).toContainText(`${asked} of ${asked + 1} rules hold`);
  await writeAnswer(page, await sourceOf(`solutions/${slug}/answer.ts`));
  await run(page);
  await expect(summaryOf(page)).toContainText(`${asked + 1} of ${asked + 1} rules hold`);
});

test('the clock can be paused; a reload leads to the same question, what was typed, and a clock that stands', async ({
  page,
}) => {
  await begin(page);
  const question = await stepOf(page).getByRole('heading').first().textContent();
  await stepOf(page).getByRole('button', { name: 'Pass' }).press('Enter');
  await expect(counter(page)).toHaveText(/^Question 2 of /);
  await expect(stepOf(page).getByRole('heading').first()).not.toHaveText(question ?? '');
  const second = (await stepOf(page).getByRole('heading').first().textContent()) ?? '';
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'The clock stands' })).toBeVisible();
  await expect(stepOf(page)).toBeHidden();
  await expect(goOn(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stepOf(page).locator('.mock-talk')).toBeFocused();
  // What was typed is kept although the field was not left.
  await stepOf(page).getByRole('textbox').pressSequentially('Half an answer');
  await kept(page, 'Half an answer');
  await page.reload();
  await expect(goOn(page)).toBeFocused();
  const stands = (await page.getByRole('timer').textContent()) ?? '';
  await expect(counter(page)).toHaveText(/^Question 2 of /);
  await expect(page.getByRole('timer')).toHaveText(stands);
  await page.keyboard.press('Enter');
  await expect(stepOf(page).getByRole('heading').first()).toHaveText(second);
  await expect(stepOf(page).getByRole('textbox')).toHaveValue('Half an answer');

  await page.goto('interview/mock/');
  await expect(page.getByText(/You left an interview of 30 minutes at question 2 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Come back to it' }).press('Enter');
  await expect(goOn(page)).toBeFocused();
});

test('after a reload a model answer that was shown is shown, and a question that was answered stands answered', async ({
  page,
}) => {
  await begin(page);
  await stepOf(page).getByRole('textbox').fill('The coordinator notices.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(stepOf(page).locator('.talk-model')).toBeVisible();
  await comeBack(page, 'isShown');
  await expect(stepOf(page).locator('.talk-model')).toBeVisible();
  await expect(stepOf(page).getByRole('textbox')).toHaveCount(0);
  await expect(stepOf(page).locator('.mock-talk')).toBeFocused();
  await page.keyboard.press('2');
  await expect(nextOf(page)).toBeFocused();
  await comeBack(page, 'adequate');
  await expect(stepOf(page).getByRole('button', { name: 'Adequate' })).toHaveAttribute('aria-pressed', 'true');
  await expect(nextOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(counter(page)).toHaveText(/^Question 2 of /);
  await stepOf(page).getByRole('button', { name: 'Pass' }).press('Enter');

  await expect(stepOf(page).locator('.computed-card')).toBeFocused();
  await page.keyboard.press('1');
  await expect(nextOf(page)).toBeFocused();
  const verdict = (await stepOf(page).locator('.computed-verdict').textContent()) ?? '';
  await comeBack(page, 'isRight');
  await expect(stepOf(page).getByText('You have answered this question.')).toBeVisible();
  await expect(stepOf(page).locator('.computed-verdict')).toHaveText(verdict);
  await expect(stepOf(page).locator('.option').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(nextOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(counter(page)).toHaveText(/^Question 4 of /);
  await expect(stepOf(page).locator('.computed-card')).toBeFocused();
  await expect(stepOf(page).getByText('You have answered this question.')).toHaveCount(0);
});

test('an address of an interview that is not in this browser is told; a skip link leaves the address alone', async ({
  page,
}) => {
  await page.goto('interview/mock/#of-another-browser');
  await expect(page.getByRole('alert')).toContainText('No interview of this address is kept in this browser.');
  await page.getByRole('button', { name: '30 minutes' }).press('Enter');
  await expect(counter(page)).toHaveText(/^Question 1 of /);
  const { hash } = new URL(page.url());
  expect(hash).not.toBe('#of-another-browser');
  await page.getByRole('link', { name: 'Skip to the interview' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`${hash}$`));
});

test('drafts of the course are neither shown nor written over', async ({ page }) => {
  test.slow();
  await begin(page);
  await passToCode(page);
  // Which exercise it is, is drawn: the starter says which.
  const fresh = await readAnswer(page);
  await writeAnswer(page, '// of the interview\n');
  await saved(page);
  await page.getByRole('button', { name: 'End the interview' }).click();
  const study = page.getByRole('region', { name: 'What to study next' }).locator('a[href*="exercises/"]');
  const [, slug = ''] = /exercises\/([\w-]+)\//.exec((await study.getAttribute('href')) ?? '') ?? [];
  await openExercise(page, slug);
  expect(await readAnswer(page)).toBe(fresh);
  await expect(editorOf(page)).toBeAttached();
  await expect(summaryOf(page)).not.toHaveText(/in [\d,]+ m?s/);
});

test('a damaged interview is told, and another one can begin', async ({ page }) => {
  await page.goto('interview/mock/');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('rebalance-lab');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const name = opening.result.objectStoreNames[0] ?? '';
          const writing = opening.result.transaction(name, 'readwrite');
          writing.objectStore(name).put({ version: 1, id: 'x', minutes: 31 }, 'mock/x');
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('It stays where it is.');
  await page.getByRole('button', { name: '45 minutes' }).click();
  await expect(counter(page)).toHaveText(/^Question 1 of /);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on a phone, from the start to the editor, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('interview/mock/');
    await expect(page.getByRole('button', { name: '30 minutes' })).toBeVisible();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('button', { name: '30 minutes' }).click();
    const looked = new Set<Kind>();
    for (;;) {
      const text = (await counter(page).textContent()) ?? '';
      await expect(stepOf(page).locator('.talk-card, .computed-card, .mock-coding').first()).toBeVisible();
      const isCoding = await stepOf(page).locator('.mock-coding').isVisible();
      const kind = isCoding ? 'coding' : await kindOf(page);
      // The brief has the page's first heading then.
      if (isCoding) await expect(stepOf(page).getByRole('heading', { level: 1 })).toBeVisible();
      if (!looked.has(kind)) expect(await accessibilityProblems(page)).toEqual([]);
      looked.add(kind);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      if (isCoding) break;
      await stepOf(page).getByRole('button', { name: 'Pass' }).click();
      await expect(counter(page)).not.toHaveText(text);
    }
  });
}
