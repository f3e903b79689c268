import { expect, test } from './site.ts';
import {
  detailOf,
  editorOf,
  openExercise,
  openLessonWorkbench,
  readAnswer,
  remainderDropped,
  ruleOf,
  run,
  runButton,
  saved,
  solution,
  starter,
  summaryOf,
  workbenchReady,
  writeAnswer,
} from './workbench.ts';

test('from the lesson to all green: write, see what is wrong, mend it, find it kept', async ({ page }) => {
  await openLessonWorkbench(page);
  // A run of its own between two that are asked for would have nothing left to change.
  await page.getByLabel('Run as you type').uncheck();
  expect(await readAnswer(page)).toBe(starter);

  await writeAnswer(page, remainderDropped);
  await run(page);
  await expect(summaryOf(page)).toContainText(/^[1-9]\d* of \d+ rules hold/);
  await expect(ruleOf(page, 3).getByRole('button').first()).toHaveAccessibleName(/broken/);
  await ruleOf(page, 3)
    .getByRole('button', { name: /5 partitions, 3 members/ })
    .click();
  const detail = detailOf(page);
  await expect(detail.getByRole('heading', { name: 'Rule 3 5 partitions, 3 members' })).toBeVisible();
  await expect(detail.locator('.message').first()).toContainText(/orders-3 and orders-4 went to nobody\./);
  await expect(detail.getByRole('table')).toContainText('nobody');
  await detail.getByText("vitest's diff").click();
  await expect(detail.locator('pre .is-removed').first()).toBeVisible();

  await writeAnswer(page, solution);
  await run(page);
  await expect(page.getByText('Every rule holds.').first()).toBeVisible();
  await expect(page.locator('.results-changes')).toContainText('Now passing');
  await saved(page);

  await page.reload();
  await workbenchReady(page);
  expect(await readAnswer(page)).toBe(solution);
  await expect(summaryOf(page)).toContainText(/^(\d+) of \1 rules hold/);
});

test.describe('the workbench', () => {
  test.beforeEach(async ({ page }) => {
    await openExercise(page);
  });

  test('shows the brief with its rules beside the editor', async ({ page }) => {
    const brief = page.getByRole('region', { name: 'Brief' });
    await expect(brief.getByRole('heading', { name: 'Write the range assignor' })).toBeVisible();
    expect(await brief.locator('.brief-rules > li').count()).toBe(await page.locator('.rule-item').count());
  });

  test('runs nothing by itself, neither at first nor when a draft comes back', async ({ page }) => {
    await expect(page.getByText('Nothing has run yet.')).toBeVisible();
    await page.getByRole('checkbox', { name: 'Run as you type' }).uncheck();
    await writeAnswer(page, 'while (true) {}');
    await saved(page);
    await page.reload();
    await workbenchReady(page);
    await expect(page.getByText('Nothing has run yet.')).toBeVisible();
  });

  test('tells where the code cannot be read, and runs nothing', async ({ page }) => {
    await writeAnswer(page, `${solution}\nconst = 1;\n`);
    await runButton(page).click();
    const line = solution.split('\n').length + 1;
    await expect(page.getByText(`Line ${line} cannot be read.`, { exact: true })).toBeVisible();
    await page.getByRole('button', { name: `Go to line ${line}` }).click();
    await expect(editorOf(page)).toBeFocused();
  });

  test('shows a type error and runs all the same', async ({ page }) => {
    await writeAnswer(page, `${solution}\nexport const wrong: number = 'text';\n`);
    await run(page);
    await expect(page.getByText('Every rule holds.').first()).toBeVisible();
    await expect(page.locator('.results-problem')).toContainText('1 type error');
  });

  test('shows what a test printed, with that test', async ({ page }) => {
    await writeAnswer(
      page,
      remainderDropped.replace(/assign\(([^{]*)\{/, "assign($1{\n    console.log('members', subscriptions.size);"),
    );
    await run(page);
    await ruleOf(page, 3)
      .getByRole('button', { name: /5 partitions, 3 members/ })
      .click();
    await expect(page.getByRole('region', { name: 'Printed by your code' })).toContainText('members 3');
  });

  test('leads from a thrown error to its line', async ({ page }) => {
    await writeAnswer(
      page,
      starter.replace(/\n {4}const owned/, "\n    throw new Error('on purpose');\n    const owned"),
    );
    await run(page);
    const detail = detailOf(page);
    await expect(detail).toContainText('on purpose');
    const line = starter.slice(0, starter.indexOf('    const owned')).split('\n').length;
    await detail.getByRole('button', { name: `range-assignor.ts, line ${line}` }).click();
    await expect(editorOf(page)).toBeFocused();
  });

  test('names the line of an endless loop, and the next run works', async ({ page }) => {
    await writeAnswer(page, starter.replace(/\n {4}const owned/, '\n    while (true) {}\n    const owned'));
    await runButton(page).click();
    const line = starter.slice(0, starter.indexOf('    const owned')).split('\n').length;
    await expect(page.getByText(`The loop on line ${line} never ended.`, { exact: true })).toBeVisible();
    await writeAnswer(page, solution);
    await run(page);
    await expect(page.getByText('Every rule holds.').first()).toBeVisible();
  });

  test('runs one test alone, and links to it without running it', async ({ page, siteUrl }) => {
    await writeAnswer(page, remainderDropped);
    await run(page);
    await ruleOf(page, 3)
      .getByRole('button', { name: /5 partitions, 3 members/ })
      .click();
    await detailOf(page).getByRole('button', { name: 'Run this test alone' }).click();
    await expect(summaryOf(page)).toContainText('one test');
    await detailOf(page).getByRole('button', { name: 'Copy link to this case' }).click();
    await expect(detailOf(page).getByRole('button', { name: 'Link copied' })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link.startsWith(`${siteUrl}exercises/range-assignor/#`)).toBe(true);

    await writeAnswer(page, starter);
    await saved(page);
    await page.goto('./');
    await page.goto(link);
    await workbenchReady(page);
    await expect(detailOf(page)).toContainText('5 partitions, 3 members');
  });

  test('takes a reset back, also after a reload', async ({ page }) => {
    await writeAnswer(page, solution);
    await saved(page);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect(page.getByRole('button', { name: 'Undo reset' })).toBeVisible();
    expect(await readAnswer(page)).toBe(starter);
    await saved(page);
    await page.reload();
    await workbenchReady(page);
    await page.getByRole('button', { name: 'Undo reset' }).click();
    await expect.poll(() => readAnswer(page)).toBe(solution);
  });

  test('gives hints one at a time, and the solution after two', async ({ page }) => {
    const brief = page.getByRole('region', { name: 'Brief' });
    await expect(brief.getByRole('button', { name: 'Solution after passing' })).toBeDisabled();
    await brief.getByRole('button', { name: /^Hint 1 of/ }).click();
    await expect(brief.getByRole('heading', { name: /^Hint 1 of/ })).toBeVisible();
    await expect(brief.getByRole('heading', { name: /^Hint 2 of/ })).toHaveCount(0);
    await brief.getByRole('button', { name: /^Hint 2 of/ }).click();
    await brief.getByRole('button', { name: 'Solution', exact: true }).click();
    const view = page.getByRole('region', { name: 'Solution' });
    await expect(view.locator('.solution-diff .monaco-diff-editor')).toBeVisible();
    await expect(view.locator('.solution-walkthrough').getByRole('heading').first()).toBeVisible();
  });

  test('shows the suite to be read, and not to be changed', async ({ page }) => {
    await page.getByRole('tab', { name: 'suite.test.ts' }).click();
    const suite = page.getByRole('region', { name: 'suite.test.ts, read only' });
    await expect(suite).toContainText("it('R1:");
    await expect(suite.getByRole('textbox')).toHaveCount(0);
  });

  test('runs as one types, until that is turned off, which is kept', async ({ page }) => {
    await writeAnswer(page, solution);
    await expect(page.getByText('Every rule holds.').first()).toBeVisible();
    await page.getByRole('checkbox', { name: 'Run as you type' }).uncheck();
    await writeAnswer(page, remainderDropped);
    await expect(page.getByText('The code has changed since this run.')).toBeVisible();
    await saved(page);
    await page.reload();
    await workbenchReady(page);
    await expect(page.getByRole('checkbox', { name: 'Run as you type' })).not.toBeChecked();
    await expect(page.getByText('The code has changed since this run.')).toBeVisible();
  });

  test('knows the types of kafka: names to complete, and errors as one types', async ({ page }) => {
    await writeAnswer(page, starter.replace('metadata.topics()', 'metadata.topicz()'));
    await expect(page.locator('.results-problem')).toContainText('1 type error');
    await expect(page.locator('.monaco-editor .squiggly-error')).toBeVisible();
    await page
      .locator('.results-problem')
      .getByRole('button', { name: /^line \d+$/ })
      .click();
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.press('ControlOrMeta+i');
    const wrong = "Property 'topicz' does not exist on type 'Cluster'";
    await expect(page.locator('.monaco-hover').filter({ hasText: wrong })).toBeVisible();

    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('topicPart');
    await expect(
      page
        .locator('.suggest-widget')
        .getByRole('option', { name: /^topicPartition/ })
        .first(),
    ).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('a plain text field takes the place of Monaco, with the same Run', async ({ page }) => {
    await page.goto('exercises/range-assignor/');
    await page.getByRole('button', { name: 'Code', exact: true }).click();
    await editorOf(page).fill(remainderDropped);
    await runButton(page).click();
    await page.getByRole('button', { name: /^Results/ }).click();
    await expect(ruleOf(page, 3).getByRole('button').first()).toHaveAccessibleName(/broken/);
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((entry) => entry.name));
    expect(loaded.filter((name) => /monaco|ts\.worker|editor\.api/.test(name))).toEqual([]);
  });
});
