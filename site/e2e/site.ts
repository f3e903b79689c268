// What every browser test stands on: the built site under a sub-path, and a watch over everything a page should never do.
import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base } from '@playwright/test';
import { serve } from '../../tools/serve.ts';

interface PerTest {
  /** Complaints of pages that a test provokes on purpose; any other fails it. */
  readonly expectedTrouble: RegExp | undefined;
  /** Watches every page of the test's context, from its first request on. */
  readonly watch: undefined;
}

interface PerWorker {
  /** Address of the site's index: an origin of its own and a path below it, with a slash at the end. */
  readonly siteUrl: string;
}

export const test = base.extend<PerTest, PerWorker>({
  siteUrl: [
    async ({}, use) => {
      const folder = fileURLToPath(new URL('../../dist/', import.meta.url));
      const site = await serve({ folder, prefix: '/some/sub/path/', port: 0 });
      await use(site.url);
      await site.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ siteUrl }, use) => use(siteUrl),

  expectedTrouble: [undefined, { option: true }],

  watch: [
    async ({ context, baseURL, siteUrl, expectedTrouble }, use) => {
      const trouble = troubleIn(context, baseURL ?? siteUrl);
      await use(undefined);
      const unexpected = trouble.filter((each) => expectedTrouble?.test(each) !== true);
      expect(unexpected, 'no console error, no uncaught error, no request to another origin').toEqual([]);
    },
    { auto: true },
  ],
});

export const { expect } = test;

/** Grows as pages of the context complain, or ask for what is not theirs. */
export function troubleIn(context: BrowserContext, siteUrl: string): readonly string[] {
  const trouble: string[] = [];
  const { origin } = new URL(siteUrl);
  context.on('console', (message) => {
    // Playwright's own words, for `serviceWorkers: 'block'`.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (message.type() === 'error' || message.type() === 'warning') {
      trouble.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (error) => trouble.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isLocal = url.protocol === 'blob:' || url.protocol === 'data:' || url.protocol === 'about:';
    if (!isLocal && url.origin !== origin) trouble.push(`request to another origin: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) trouble.push(`status ${response.status()}: ${response.url()}`);
  });
  return trouble;
}
