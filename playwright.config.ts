// Browser tests: the built site, under a sub-path, in a real Chromium. `site/e2e/site.ts` serves it.
import { defineConfig } from '@playwright/test';
import { findOrInstallChromium } from './tools/chromium.ts';

const isCi = process.env.CI !== undefined;

export default defineConfig({
  testDir: 'site/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  workers: 2,
  // Loading Monaco and its TypeScript worker takes seconds on a slow machine: these bound a test that hangs, and measure nothing.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: findOrInstallChromium(),
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // A test that is about it says so: elsewhere each new context would fetch the site once more for it.
    serviceWorkers: 'block',
  },
});
