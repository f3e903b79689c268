// The site without a network: what is kept by itself, what is stored on request, newer versions, and a server that is gone.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, rename as move, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { type Served, serve } from '../../tools/serve.ts';
import { test as base, expect } from './site.ts';
import {
  editorOf,
  openExercise,
  readAnswer,
  run,
  solution,
  summaryOf,
  workbenchReady,
  writeAnswer,
} from './workbench.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** A server of the test's own, which can be stopped, and whose files can be changed. */
interface OwnSite {
  readonly folder: string;
  readonly url: string;
  stop(): Promise<void>;
}

const test = base.extend<{ readonly own: OwnSite }>({
  own: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'offline-'));
    await cp(dist, folder, { recursive: true });
    const site: Served = await serve({ folder, prefix: '/any/where/', port: 0 });
    let isOpen = true;
    const stop = async (): Promise<void> => {
      if (isOpen) await site.close();
      isOpen = false;
    };
    await use({ folder, url: site.url, stop });
    await stop();
    await rm(folder, { recursive: true, force: true });
  },
  baseURL: async ({ own }, use) => use(own.url),
});

test.use({ serviceWorkers: 'allow' });

const stateOf = (page: Page) => page.locator('.offline-state');
const offer = (page: Page) => page.getByRole('complementary', { name: 'A newer version' });

async function storeAll(page: Page): Promise<void> {
  await page.goto('offline/');
  await page.getByRole('button', { name: /^Store it here, \d/ }).click();
  await expect(page.getByText('All of it is here.')).toBeVisible({ timeout: 60_000 });
  await expect(stateOf(page)).toContainText('nothing missing');
}

async function goOffline(context: BrowserContext, own: OwnSite): Promise<void> {
  await context.setOffline(true);
  await own.stop();
}

/** Waits for the service worker, and until it has what the page had loaded before. */
async function kept(page: Page): Promise<void> {
  const isKept = () =>
    page.evaluate(async () => {
      const files = performance.getEntriesByType('resource').map(({ name }) => name);
      const wanted = [location.href, ...files.filter((name) => name.includes('/assets/'))];
      return (await Promise.all(wanted.map((url) => caches.match(url)))).every((found) => found !== undefined);
    });
  await expect.poll(isKept).toBe(true);
}

/** Another build of the site: a lesson says something else, and one script of the editor's has another name. */
async function deployAnother({ folder }: OwnSite): Promise<void> {
  const texts = new Map<string, string>();
  for (const name of await readdir(join(folder, 'assets'))) {
    if (name.endsWith('.js')) texts.set(name, await readFile(join(folder, 'assets', name), 'utf8'));
  }
  // Only the workbench's entrance says this. As after a build, who names a part with another name has another name as well.
  const names = new Map<string, string>();
  const rename = (name: string): void => {
    if (names.has(name)) return;
    names.set(name, name.replace(/-[^-]*\.js$/, `-Another${names.size}.js`));
    for (const [other, text] of texts) if (text.includes(name)) rename(other);
  };
  for (const [name, text] of texts) {
    if (/^mount-.*\.js$/.test(name) && text.includes('There is no exercise')) rename(name);
    if (/^(mount|watched-run)-.*\.js$/.test(name) && /run-picture|computed-run/.test(text)) rename(name);
  }
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|html)$/.test(name));
  for (const name of files) {
    const text = await readFile(join(folder, name), 'utf8');
    const renamed = [...names].reduce((all, [before, after]) => all.replaceAll(before, after), text);
    await writeFile(
      join(folder, name),
      name.startsWith('lessons/range-assignor/') ? renamed.replace(/<h1>[^<]*/, '<h1>Another version') : renamed,
    );
  }
  for (const [before, after] of names) await move(join(folder, 'assets', before), join(folder, 'assets', after));
  const list = JSON.parse(await readFile(join(folder, 'offline.json'), 'utf8'));
  list.id = 'another';
  for (const file of list.files) {
    const renamed = names.get(file.path.replace(/^assets\//, ''));
    if (renamed !== undefined) file.path = `assets/${renamed}`;
    const at = file.path === '' || file.path.endsWith('/') ? `${file.path}index.html` : file.path;
    const content = await readFile(join(folder, at));
    file.integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`;
    file.bytes = content.length;
  }
  await writeFile(join(folder, 'offline.json'), JSON.stringify(list));
}

test.describe('stored on request', () => {
  test.use({ expectedTrouble: /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch|404/ });

  test('a lesson, a suite, the playground and both windows of the presenter work with the server gone', async ({
    page,
    context,
    own,
  }) => {
    await storeAll(page);
    await goOffline(context, own);
    await page.reload();
    await expect(stateOf(page)).toContainText('nothing missing');

    await page.goto('lessons/range-assignor/');
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    await openExercise(page);
    await writeAnswer(page, solution);
    await run(page);
    await expect(summaryOf(page)).toContainText('5 of 5 rules hold');

    await page.goto('playground/');
    const clock = page.getByRole('status', { name: 'Virtual time' });
    await expect(clock).toHaveText('0:10.000');
    await page.getByRole('button', { name: /^Next event/ }).click();
    await expect(clock).not.toHaveText('0:10.000');

    await page.goto('workshop/present/#lesson=rebalance-flow/scene-joins');
    await expect(page.locator('#scene-joins[data-live="yes"]')).toBeVisible();
    const opened = context.waitForEvent('page');
    await page.keyboard.press('s');
    const notes = await opened;
    await expect(notes.locator('.notes-window')).toBeVisible();
    const count = await page.locator('.present-count').textContent();
    await notes.keyboard.press('PageDown');
    await expect(page.locator('.present-count')).not.toHaveText(count ?? '');
  });

  test('is removed on request, drafts are not', async ({ page, context, own }) => {
    await openExercise(page);
    await writeAnswer(page, `// mine\n${solution}`);
    await expect(page.locator('.bench-saved')).toHaveText(/^Saved \d/);
    await storeAll(page);
    await page.getByRole('button', { name: 'Remove it from this browser' }).click();
    await expect(stateOf(page)).toContainText('not stored in this browser');
    await page.goto('exercises/range-assignor/');
    await workbenchReady(page);
    expect(await readAnswer(page)).toMatch(/^\/\/ mine\n/);
    await goOffline(context, own);
    await page.goto('lessons/eager-protocol/').catch(() => undefined);
    await expect(page.getByRole('heading', { name: 'This page is not in this browser' })).toBeVisible();
  });

  test.describe('and ends early', () => {
    // The file that is away for a while.
    test.use({ expectedTrouble: /assets\/ts\.worker-/ });

    test('goes on where it stopped', async ({ page, own }) => {
      await page.goto('offline/');
      const button = page.getByRole('button', { name: /^Store it here/ });
      const size = async () => Number(/([\d.]+) MB/.exec((await button.textContent()) ?? '')?.[1]);
      const whole = await size();
      const worker = (await readdir(join(own.folder, 'assets'))).find((name) => name.startsWith('ts.worker-')) ?? '';
      const [at, aside] = [join(own.folder, 'assets', worker), join(own.folder, worker)];
      await move(at, aside);
      await button.click();
      await expect(page.getByText('A file could not be fetched')).toBeVisible({ timeout: 60_000 });
      await expect.poll(size).toBeLessThan(whole);
      await move(aside, at);
      await button.click();
      await expect(stateOf(page)).toContainText('nothing missing', { timeout: 60_000 });
    });
  });
});

test.describe('kept by itself', () => {
  test.use({ expectedTrouble: /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|Failed to fetch/ });

  test('a visited page opens again without a network, another one says what is here', async ({
    page,
    context,
    own,
  }) => {
    await page.goto('lessons/range-assignor/');
    await kept(page);
    await goOffline(context, own);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    await page.goto('exercises/range-assignor/');
    await expect(page.getByRole('heading', { name: 'This page is not in this browser' })).toBeVisible();
    await page.getByRole('link', { name: 'Lesson: Range: a ruler for each topic' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
  });

  test('takes no file that the page did not use', async ({ page }) => {
    await page.goto('lessons/range-assignor/');
    await kept(page);
    const names = await page.evaluate(async () => {
      const all: string[] = [];
      for (const name of await caches.keys())
        all.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
      return all;
    });
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => /ts\.worker|editor\.api|monaco/.test(name))).toEqual([]);
  });
});

test.describe('another version on the server', () => {
  test('is offered to who stored one; the old one goes on, with all its parts, until then', async ({ page, own }) => {
    await storeAll(page);
    await page.goto('lessons/range-assignor/');
    await deployAnother(own);
    await page.getByRole('button', { name: 'Open the editor' }).click();
    await workbenchReady(page);

    await page.reload();
    await expect(offer(page)).toContainText('There is a newer version of this site');
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    // Who had it open gets it back.
    await workbenchReady(page);
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('// not saved yet\n');
    await offer(page).getByRole('button', { name: 'Fetch it' }).click();
    await expect(offer(page)).toContainText('The newer version is here');
    expect(await readAnswer(page)).toMatch(/^\/\/ not saved yet\n/);
    await offer(page).getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Another version' })).toBeVisible();
    await expect(offer(page)).toHaveCount(0);
    await workbenchReady(page);
    expect(await readAnswer(page)).toMatch(/^\/\/ not saved yet\n/);
  });

  test('does not break a second tab that still shows the old one', async ({ page, context, own }) => {
    await storeAll(page);
    const other = await context.newPage();
    await other.goto('lessons/range-assignor/');
    await deployAnother(own);
    await page.reload();
    await page.getByRole('button', { name: /^Fetch the newer version/ }).click();
    await expect(page.getByText('All of it is here.')).toBeVisible({ timeout: 60_000 });
    await other.getByRole('button', { name: 'Open the editor' }).click();
    await workbenchReady(other);
    await expect(other.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
  });

  test.describe('with nothing stored', () => {
    test.use({ expectedTrouble: /status 404|404 \(Not Found\)|dynamically imported module/ });

    test('is shown at the next page; a part that is gone says so and how to go on', async ({ page, own }) => {
      await page.goto('lessons/range-assignor/');
      await deployAnother(own);
      await page.getByRole('button', { name: 'Open the editor' }).click();
      await expect(page.locator('.poster-trouble')).toContainText(
        'The site was changed since this page was opened. Reload the page',
      );
      await page.reload();
      await expect(page.getByRole('heading', { level: 1, name: 'Another version' })).toBeVisible();
      await page.getByRole('button', { name: 'Open the editor' }).click();
      await workbenchReady(page);
    });

    test('a run that cannot be played stays a picture, and says why', async ({ page, own }) => {
      await page.goto('lessons/rebalance-storms/');
      const scene = page.locator('.run-scene').last();
      await expect(scene).not.toHaveAttribute('data-live');
      await deployAnother(own);
      await scene.scrollIntoViewIfNeeded();
      await expect(scene.locator('.run-trouble')).toContainText('The site was changed since this page was opened');
      await expect(scene.locator('.run-picture svg').first()).toBeVisible();
    });
  });
});
