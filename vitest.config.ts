// Unit tests, which stand beside what they test. The suites of exercises are run by tools/exercises, once for each answer.
import { defineConfig } from 'vitest/config';
import { aliases } from './aliases.ts';

export default defineConfig({
  resolve: { alias: aliases },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{exercises/testkit,simulator,site,solutions,tools}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['tools/exercises/node-host.ts'],
  },
});
