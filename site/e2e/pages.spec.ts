import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from './site.ts';

test.describe('the front page', () => {
  test('leads to the lesson and to its exercise', async ({ page, siteUrl }) => {
    await page.goto('./');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.locator('#course').getByRole('link', { name: 'Range', exact: true }).click();
    await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
    await expect(page.getByRole('heading', { level: 1, name: 'Range: a ruler for each topic' })).toBeVisible();
    await page.goBack();
    await page.locator('#course').getByRole('link', { name: 'Write the range assignor' }).click();
    await expect(page).toHaveURL(`${siteUrl}exercises/range-assignor/`);
  });

  test('offers to go on where the reader stopped', async ({ page, siteUrl }) => {
    await page.goto('lessons/range-assignor/');
    await page.getByRole('link', { name: 'Rebalance Lab' }).click();
    await expect(page).toHaveURL(siteUrl);
    await page.locator('[data-continue]').click();
    await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
  });
});

test('every link of every page leads to a page, or to a heading that is there', async ({ page, siteUrl }) => {
  // Some ninety pages.
  test.setTimeout(300_000);
  const seen = new Set<string>();
  const open = [siteUrl];
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    if (seen.has(address)) continue;
    seen.add(address);
    const response = await page.goto(address, { waitUntil: 'domcontentloaded' });
    expect(response?.status(), address).toBe(200);
    const links = await page
      .locator('a[href]')
      .evaluateAll((anchors) =>
        anchors.map((anchor) => ({ raw: anchor.getAttribute('href') ?? '', full: (anchor as HTMLAnchorElement).href })),
      );
    for (const { raw, full } of links) {
      const target = new URL(full);
      if (target.origin !== new URL(siteUrl).origin) continue;
      expect(raw, `${address} links by a path from the root`).not.toMatch(/^\//);
      expect(full.startsWith(siteUrl), `${address} links to ${full}, outside the site`).toBe(true);
      // Skip links lead into the workbench, which is there once it is open.
      const isSkipLink = raw === '#results' || raw === '#workbench';
      // What the page is to show, for its script: no place in it.
      const isData = target.hash.includes('=');
      if (target.hash !== '' && !isSkipLink && !isData && target.pathname === new URL(address).pathname) {
        const id = decodeURIComponent(target.hash.slice(1));
        await expect(page.locator(`[id="${id}"]`), `${address} links to ${raw}`).toHaveCount(1);
      }
      target.hash = '';
      open.push(target.href);
    }
  }
  const pages = (folder: string, file: string): readonly string[] =>
    readdirSync(new URL(`../../${folder}/`, import.meta.url))
      .filter((slug) => existsSync(new URL(`../../${folder}/${slug}/${file}`, import.meta.url)))
      .map((slug) => `${folder}/${slug}/`);
  const lessons = readdirSync(new URL('../../lessons/', import.meta.url), { withFileTypes: true });
  const bugs = lessons
    .map(({ name }) => new URL(`../../lessons/${name}/bugs/`, import.meta.url))
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `bugs/${name.replace(/\.md$/, '')}/`);
  expect([...seen].map((address) => address.slice(siteUrl.length)).sort()).toEqual(
    [
      '',
      'bugs/',
      ...bugs,
      ...pages('exercises', 'brief.md'),
      ...pages('lessons', 'lesson.md'),
      'interview/',
      'interview/practice/',
      'interview/review/',
      'interview/mock/',
      ...pages('lessons', 'interview.md').map((address) => address.replace(/^lessons/, 'interview')),
      'offline/',
      'playground/',
      'progress/',
      'reference/',
      ...['api', 'errors', 'glossary', 'scenarios', 'settings', 'simulator'].map((slug) => `reference/${slug}/`),
      'workshop/',
      'workshop/guide/',
      'workshop/hand-in/',
      'workshop/present/',
      'workshop/room/',
    ].sort(),
  );
});

test('the theme follows the system until one is chosen, and is kept then', async ({ page }) => {
  const ink = () => page.evaluate('getComputedStyle(document.body).color');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('lessons/range-assignor/');
  const light = await ink();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ink).not.toBe(light);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Light');
  await expect.poll(ink).toBe(light);
  await page.goto('./');
  await expect.poll(ink).toBe(light);
  await expect(page.getByRole('combobox', { name: 'Theme' })).toHaveValue('light');
});

test.describe('an address that leads nowhere', () => {
  test.use({ expectedTrouble: /status 404|404 \(Not Found\)/ });

  for (const address of [
    'lessons/range-asignor/',
    'lesson/range-assignor',
    'a/b/c/d/range-assignor',
    'exercises/nothing.html',
  ]) {
    test(`gets a page that helps: ${address}`, async ({ page, siteUrl }) => {
      const response = await page.goto(address);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible();
      const pages = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
      await expect(pages.first()).toHaveAttribute('href', /./);
      for (const link of await pages.all()) {
        const target = await link.evaluate((anchor) => (anchor as HTMLAnchorElement).href);
        expect(target.startsWith(siteUrl), `${target} is a page of this site`).toBe(true);
      }
      await pages.first().click();
      await expect(page).toHaveURL(siteUrl);
    });
  }

  test('is told the page that it was nearest to', async ({ page, siteUrl }) => {
    await page.goto('lessons/range-asignor/');
    await page.locator('#nearest').getByRole('link').click();
    await expect(page).toHaveURL(`${siteUrl}lessons/range-assignor/`);
  });
});
