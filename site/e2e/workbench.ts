// The workbench as a person's hands know it: opened by its button, written in by the keyboard, read through the clipboard.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** An implementation out of the repository, by its path. */
export const sourceOf = (path: string): Promise<string> => readFile(root + path, 'utf8');

export const solution = await sourceOf('solutions/range-assignor/answer.ts');
export const starter = await sourceOf('exercises/range-assignor/starter.ts');
/** Five partitions and three members: two partitions go to nobody. Breaks rule 3. */
export const remainderDropped = await sourceOf('exercises/range-assignor/mistakes/remainder-dropped.ts');

export const editorOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Your answer/ });
export const runButton = (page: Page): Locator => page.getByRole('button', { name: 'Run', exact: true });
export const summaryOf = (page: Page): Locator => page.locator('#bench-list').getByRole('heading', { level: 2 });
export const ruleOf = (page: Page, number: number): Locator => page.locator('.rule-item').nth(number - 1);
export const detailOf = (page: Page): Locator => page.getByRole('region', { name: 'The selected test' });

/** Opens an exercise on its own page, up to where one can type and run. */
export async function openExercise(page: Page, slug = 'range-assignor'): Promise<void> {
  await page.goto(`exercises/${slug}/`);
  await workbenchReady(page);
}

export async function openLessonWorkbench(page: Page): Promise<void> {
  await page.goto('lessons/range-assignor/');
  await page.getByRole('button', { name: 'Open the editor' }).click();
  await workbenchReady(page);
}

/** The editor is there, and saving has looked at what is kept. */
export async function workbenchReady(page: Page): Promise<void> {
  await expect(editorOf(page)).toBeAttached();
  await expect(runButton(page)).toBeEnabled();
}

/** Replaces the whole answer, by pasting: what is typed line by line would be indented by the editor as it sees fit. */
export async function writeAnswer(page: Page, source: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
}

/** What stands in the editor, copied out of it. */
export async function readAnswer(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  return page.evaluate(() => navigator.clipboard.readText());
}

export async function saved(page: Page): Promise<void> {
  await expect(page.locator('.bench-saved')).toHaveText(/^Saved \d/);
}

/** Runs the suite by its key, to the end. */
export async function run(page: Page): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(summaryOf(page)).toHaveText(/in [\d,]+ m?s/);
}

/** What a run came to is in this browser, for another page to read. */
export async function resultsKept(page: Page, slug: string): Promise<void> {
  const areThere = () =>
    page.evaluate(
      (key) =>
        new Promise<boolean>((resolve, reject) => {
          const opening = indexedDB.open('rebalance-lab');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const counting = opening.result.transaction('records').objectStore('records').count(key);
            counting.onsuccess = () => resolve(counting.result > 0);
            counting.onerror = () => reject(counting.error);
            opening.result.close();
          };
        }),
      `results/${slug}`,
    );
  await expect.poll(areThere).toBe(true);
}
