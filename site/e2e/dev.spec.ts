// The dev server: the same policy as the built site, the same run, and a lesson that follows its file while it is open.
// Works on a copy of the project, since it edits a lesson.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { createServer } from 'vite';
import { troubleIn } from './site.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const parts = [
  'aliases.ts',
  'exercises',
  'lessons',
  'package.json',
  'simulator',
  'site',
  'solutions',
  'tsconfig.base.json',
  'tsconfig.json',
  'vite.config.ts',
];
const lessonFile = 'lessons/range-assignor/lesson.md';

interface Dev {
  readonly folder: string;
  readonly url: string;
}

const test = base.extend<object, { dev: Dev }>({
  dev: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'rebalance-lab-dev-'));
      for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
      await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
      const server = await createServer({
        root: folder,
        configFile: join(folder, 'vite.config.ts'),
        cacheDir: join(folder, '.vite'),
        logLevel: 'error',
        server: { port: 0, host: '127.0.0.1', fs: { allow: [folder, root] } },
      });
      await server.listen();
      await use({ folder, url: server.resolvedUrls?.local[0] ?? '' });
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const policyOf = (page: Page) => page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');

/** The inline script is minified in the build, so that its hash is another. */
const withoutHashes = (text: string) => text.replaceAll(/'sha256-[^']+'/g, "'sha256'");

/** Until then an edit would go unnoticed by the page. */
const connection = (page: Page) =>
  page.waitForEvent('console', (message) => message.text().includes('[vite] connected'));

/** Opens the lesson; from then on the page is told of edits. */
async function openLesson(page: Page, dev: Dev): Promise<void> {
  const connected = connection(page);
  await page.goto(`${dev.url}lessons/range-assignor/`);
  await connected;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Range: a ruler for each topic');
}

/** Fonts come through the linked node_modules under another address than the preloaded one, of which Chromium warns. */
const withoutFontWarnings = (trouble: readonly string[]) =>
  trouble.filter((each) => !each.includes('was preloaded using link preload'));

test.describe.configure({ mode: 'serial' });

test('an edited lesson shows on the open page without a reload', async ({ dev, page, context }) => {
  const trouble = troubleIn(context, dev.url);
  await openLesson(page, dev);
  await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'));

  const lesson = join(dev.folder, lessonFile);
  const text = await readFile(lesson, 'utf8');
  await writeFile(lesson, text.replace('## Watch it cut', '## Watch it cut again'));
  await expect(page.getByRole('heading', { name: 'Watch it cut again' })).toBeVisible();
  await expect(page.locator('body')).toHaveAttribute('data-kept', 'yes');
  await writeFile(lesson, text);
  await expect(page.getByRole('heading', { name: 'Watch it cut again' })).toHaveCount(0);
  expect(withoutFontWarnings(trouble)).toEqual([]);
});

test('a broken lesson says file and line, and recovers when it is mended', async ({ dev, page }) => {
  const lesson = join(dev.folder, lessonFile);
  const text = await readFile(lesson, 'utf8');
  await openLesson(page, dev);
  const reloaded = connection(page);
  await writeFile(lesson, text.replace('owner of orders-4', 'owner of orders-77'));
  await expect(page.getByText(/lessons\/range-assignor\/lesson\.md:\d+/).first()).toBeVisible();
  await reloaded;
  await writeFile(lesson, text);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Range: a ruler for each topic');
});

test('the policy is that of the built site, and a run comes to its verdict under it', async ({
  dev,
  page,
  context,
}) => {
  test.slow();
  const trouble = troubleIn(context, dev.url);
  await page.goto(`${dev.url}exercises/range-assignor/`);
  const built = await readFile(join(root, 'dist/exercises/range-assignor/index.html'), 'utf8');
  const policy = (await policyOf(page)) ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(withoutHashes(built)).toContain(withoutHashes(policy));

  await page.locator('button:enabled', { hasText: /^Run/ }).first().click();
  await expect(page.locator('.results-summary')).toContainText('0 of 5 rules hold');
  await expect(page.locator('.results-summary')).toContainText(/\d (ms|s)/);
  expect(withoutFontWarnings(trouble)).toEqual([]);
});
