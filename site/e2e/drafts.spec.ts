// Nothing that a person typed is lost: by a reload, by a killed browser, by a store that fails or is damaged, by a second tab.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { findOrInstallChromium } from '../../tools/chromium.ts';
import { expect, test } from './site.ts';
import {
  editorOf,
  openExercise,
  readAnswer,
  remainderDropped,
  run,
  saved,
  solution,
  starter,
  workbenchReady,
  writeAnswer,
} from './workbench.ts';

test('a reload in the middle of a run keeps what was typed a moment before', async ({ page }) => {
  await openExercise(page);
  await writeAnswer(page, starter.replace(/\n {4}const owned/, '\n    while (true) {}\n    const owned'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// the last words\n');
  await page.reload();
  await workbenchReady(page);
  expect(await readAnswer(page)).toMatch(/^\/\/ the last words\n/);
});

test('a killed browser loses a second of typing at most', async ({ siteUrl }) => {
  const profile = await mkdtemp(join(tmpdir(), 'profile-'));
  const open = () => chromium.launchPersistentContext(profile, { ...findOrInstallChromium(), baseURL: siteUrl });
  try {
    const first = await open();
    const page = await first.newPage();
    await openExercise(page);
    await editorOf(page).focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('// ');
    const typedAt: number[] = [];
    while (typedAt.length < 60 || Date.now() - (typedAt[0] ?? 0) < 2500) {
      await page.keyboard.type(String(typedAt.length % 10), { delay: 20 });
      typedAt.push(Date.now());
    }
    const killedAt = await kill(first);

    const second = await open();
    const after = await second.newPage();
    await openExercise(after);
    const kept = /^\/\/ (\d*)/.exec(await readAnswer(after))?.[1] ?? '';
    await second.close();
    const mustBeKept = typedAt.filter((at) => at <= killedAt - 1000).length;
    expect(kept.length).toBeGreaterThanOrEqual(mustBeKept);
    expect(mustBeKept).toBeGreaterThan(20);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
});

/** Ends the browser's own process as a crash would, and says when. */
async function kill(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const processes = (await session?.send('SystemInfo.getProcessInfo'))?.processInfo ?? [];
  const id = processes.find(({ type }) => type === 'browser')?.id;
  if (id === undefined) throw new Error('The browser did not tell the id of its process.');
  const gone = new Promise((resolve) => context.once('close', resolve));
  const killedAt = Date.now();
  process.kill(id, 'SIGKILL');
  await gone;
  return killedAt;
}

/** Writes into the site's own store, as another version of the site or a fault would have. */
async function putRecord(page: Page, key: string, value: unknown): Promise<void> {
  await page.evaluate(
    async ([name, record]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('rebalance-lab');
        request.onupgradeneeded = () => request.result.createObjectStore('records');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = database.transaction('records', 'readwrite');
      transaction.objectStore('records').put(record, name);
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      database.close();
    },
    [key, value] as const,
  );
}

const draft = { version: 1, slug: 'range-assignor', source: remainderDropped, savedAt: 1, revision: 1 };

test.describe('a stored draft', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
  });

  for (const [what, record] of [
    ['that is damaged', { ...draft, baseVersion: 'x', source: 42 }],
    ['of a newer version of the site', { ...draft, baseVersion: 'x', version: 99 }],
    ['that is not even a record', 'nonsense'],
  ] as const) {
    test(`${what} is set aside, offered as a file, and does not stop the work`, async ({ page }) => {
      await putRecord(page, 'draft/range-assignor', record);
      await openExercise(page);
      const notices = page.getByRole('region', { name: 'Notices' });
      await expect(notices).toContainText('cannot be read and was set aside');
      const download = page.waitForEvent('download');
      await notices.getByRole('button', { name: 'Download it' }).click();
      expect((await download).suggestedFilename()).toBe('range-assignor-set-aside.json');
      expect(await readAnswer(page)).toBe(starter);
      await writeAnswer(page, solution);
      await saved(page);
      await page.reload();
      await workbenchReady(page);
      expect(await readAnswer(page)).toBe(solution);
      await expect(notices, 'it is still there to be fetched').toContainText('was set aside');
      await notices.getByRole('button', { name: 'Delete it' }).click();
      await expect(notices).not.toContainText('was set aside');
    });
  }

  test('of an exercise that has changed since is kept, and the new starter offered', async ({ page }) => {
    await putRecord(page, 'draft/range-assignor', { ...draft, baseVersion: 'of-last-year' });
    await openExercise(page);
    expect(await readAnswer(page)).toBe(remainderDropped);
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('The exercise has changed since you began.');
    await notices.getByRole('button', { name: 'Show the new starter' }).click();
    await expect.poll(() => readAnswer(page)).toBe(starter);
    await page.getByRole('button', { name: 'Undo reset' }).click();
    await expect.poll(() => readAnswer(page)).toBe(remainderDropped);
  });
});

test.describe('a store that fails', () => {
  const faults = {
    'is forbidden': () => {
      Object.defineProperty(globalThis, 'indexedDB', {
        get: () => {
          throw new DOMException('Storage is forbidden.', 'SecurityError');
        },
      });
    },
    'is full': () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      };
    },
  };

  for (const [name, fault] of Object.entries(faults)) {
    test(`because it ${name} is told, the work goes on, and the file is offered`, async ({ page }) => {
      await page.addInitScript(fault);
      await openExercise(page);
      await writeAnswer(page, solution);
      const notices = page.getByRole('region', { name: 'Notices' });
      await expect(notices).toContainText('Your code is not being saved');
      await run(page);
      await expect(page.getByText('Every rule holds.').first()).toBeVisible();
      const download = page.waitForEvent('download');
      await notices.getByRole('button', { name: 'Download the file' }).click();
      expect((await download).suggestedFilename()).toBe('range-assignor.ts');
      expect(await readAnswer(page)).toBe(solution);
    });
  }
});

test.describe('two tabs on one exercise', () => {
  test('do not overwrite one another: the later one is asked, and nothing is lost', async ({ page, context }) => {
    await openExercise(page);
    const other = await context.newPage();
    await openExercise(other);

    await writeAnswer(other, remainderDropped);
    await saved(other);
    await page.bringToFront();
    await writeAnswer(page, solution);
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText('Another tab saved this exercise');
    expect(await readAnswer(page)).toBe(solution);

    await notices.getByRole('button', { name: 'Keep mine' }).click();
    await expect(notices).not.toContainText('Another tab saved');
    await page.getByRole('button', { name: 'Bring back' }).click();
    await expect.poll(() => readAnswer(page), 'the other text can be brought back').toBe(remainderDropped);
  });

  test('can go on with what the other one wrote', async ({ page, context }) => {
    await openExercise(page);
    const other = await context.newPage();
    await openExercise(other);
    await writeAnswer(other, remainderDropped);
    await saved(other);
    await page.bringToFront();
    await writeAnswer(page, solution);
    await page.getByRole('button', { name: "Use the other tab's" }).click();
    await expect.poll(() => readAnswer(page)).toBe(remainderDropped);
    await page.getByRole('button', { name: 'Bring back' }).click();
    await expect.poll(() => readAnswer(page)).toBe(solution);
  });
});
