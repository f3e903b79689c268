// Floor 7. What a person waits for in the browser, measured in the page itself: click to verdict, editor to be ready.
import { setTimeout as rest } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';

/** A visit of its own, with an empty cache. */
export async function newVisit(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // tsx marks named functions with this helper, also in those that are sent to the page.
  await context.addInitScript('globalThis.__name = (named) => named;');
  return context;
}

/** Replaces what the editor holds. */
export async function setAnswer(page: Page, source: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(source);
}

/** Opens the exercise's page with the editor ready and running as you type turned off. */
export async function openBench(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-editor .view-line span span').first().waitFor();
  await page.getByLabel('Run as you type').uncheck();
  return page;
}

/** Makes the shown results stale with an edit, and lets everything that is prepared ahead come to rest. */
export async function editAndRest(page: Page): Promise<void> {
  await page.locator('.monaco-editor .view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('/');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('\n// again');
  await rest(1_500);
}

/** From the click on Run, in ms. */
export interface ClickToResults {
  /** Until the first test's result is painted. */
  readonly firstMs: number;
  /** Until the verdict is painted. */
  readonly verdictMs: number;
}

/** The results must be stale or not there yet. */
export function clickToResults(page: Page): Promise<ClickToResults> {
  return page.evaluate(resultsAfterClick);
}

/** Runs in the page. A verdict is there when the summary gives a time and no longer says that the code has changed. */
async function resultsAfterClick(): Promise<ClickToResults> {
  const run = [...document.querySelectorAll('button')].find((button) => /^Run\b/.test(button.textContent ?? ''));
  if (run === undefined) throw new Error('There is no Run button.');
  const summary = () => document.querySelector('.results-summary')?.textContent ?? '';
  const hasVerdict = () =>
    /rules hold/.test(summary()) && /\d (ms|s)\b/.test(summary()) && !/has changed|\d run\b/.test(summary());
  const hasResult = () => /[1-9]\d* of \d+ run\b/.test(summary()) || hasVerdict();
  const startedAt = performance.now();
  run.click();
  const painted = (isThere: () => boolean) =>
    new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error('No verdict came within 30 s of the click.')), 30_000);
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        // The frame after the one in which the change is drawn.
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - startedAt), 0));
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  const [firstMs, verdictMs] = await Promise.all([painted(hasResult), painted(hasVerdict)]);
  return { firstMs, verdictMs };
}

/** From navigation, with nothing in the cache, to the verdict of a click made as soon as there is a button. */
export async function coldMs(browser: Browser, url: string): Promise<number> {
  const context = await newVisit(browser);
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('button:enabled', { hasText: /^Run/ }).first().waitFor();
    await clickToResults(page);
    return await page.evaluate(() => performance.now());
  } finally {
    await context.close();
  }
}

/** From asking for the editor on the lesson's page, which has come to rest, until code is painted in it. */
export async function editorReadyMs(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await rest(1_000);
  const open = page.getByRole('button', { name: 'Open the editor' }).first();
  await open.waitFor();
  return page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find((each) =>
      each.textContent?.includes('Open the editor'),
    );
    const startedAt = performance.now();
    button?.click();
    while (document.querySelector('.monaco-editor .view-line span span') === null)
      await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  });
}

export interface Weight {
  readonly requests: number;
  readonly bodies: readonly { readonly path: string; readonly body: Buffer }[];
}

/** Everything that a page asks for until it rests, or until what is then done on it has come to rest. */
export async function weigh(
  browser: Browser,
  url: string,
  act: (page: Page) => Promise<void> = async () => undefined,
): Promise<Weight> {
  const context = await newVisit(browser);
  try {
    const page = await context.newPage();
    const bodies: Promise<{ path: string; body: Buffer }>[] = [];
    page.on('response', (response) => {
      bodies.push(response.body().then((body) => ({ path: new URL(response.url()).pathname, body })));
    });
    await page.goto(url);
    await rest(1_000);
    await act(page);
    return { requests: bodies.length, bodies: await Promise.all(bodies) };
  } finally {
    await context.close();
  }
}
