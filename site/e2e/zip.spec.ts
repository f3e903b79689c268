// The built site as it is handed around: packed, unpacked somewhere else, and served by a plain server under some path, or opened as a file.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { serve } from '../../tools/serve.ts';
import { zipOf } from '../../tools/zip/archive.ts';
import { test as base, expect } from './site.ts';
import { openLessonWorkbench, run, solution, summaryOf, writeAnswer } from './workbench.ts';

interface Unpacked {
  /** The folder with index.html in it. */
  readonly unpacked: string;
}

const test = base.extend<object, Unpacked>({
  unpacked: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'unpacked-'));
      const built = fileURLToPath(new URL('../../dist/', import.meta.url));
      for (const [name, content] of Object.entries(unzipSync(zipOf({ folder: built, version: '1.2.3' })))) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
      await use(join(folder, 'rebalance-lab-1.2.3'));
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

test.describe('unpacked and served under a path', () => {
  const served = test.extend({
    baseURL: async ({ unpacked }, use) => {
      const site = await serve({ folder: unpacked, prefix: '/a/b/', port: 0 });
      await use(site.url);
      await site.close();
    },
  });

  served('a lesson is read, its exercise is judged, and a search leads on', async ({ page, baseURL }) => {
    await openLessonWorkbench(page);
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    await writeAnswer(page, solution);
    await run(page);
    await expect(summaryOf(page)).toContainText('5 of 5 rules hold');
    await page.goto('./');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('dialog').getByRole('combobox').fill('Wi-Fi breaks');
    await page.getByRole('option', { name: /When the Wi-Fi breaks/ }).click();
    await expect(page).toHaveURL(`${baseURL}workshop/guide/#when-the-wi-fi-breaks`);
  });
});

test.describe('opened as a file', () => {
  // Browsers load no modules and no fonts from a disk.
  test.use({ expectedTrouble: /file:|CORS|Not allowed to load local resource|ERR_FAILED/ });

  test('a page says that it needs a server, and can be read', async ({ page, unpacked }) => {
    await page.goto(pathToFileURL(join(unpacked, 'lessons/range-assignor/index.html')).href);
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    await expect(page.getByRole('alert').first()).toContainText('python3 -m http.server');
    // Its style sheet is there: explanations of terms do not stand in the text.
    await expect(page.locator('.term-text').first()).toBeHidden();
  });
});
