// Unit tests, which stand beside what they test. The suites of exercises are run by tools/exercises, once for each answer.
import { defineConfig } from 'vitest/config';
import { aliases } from './aliases.ts';

export default defineConfig({
  resolve: { alias: aliases },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{exercises/testkit,simulator,site,solutions,tools}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Bounds what hangs, and measures nothing: a busy machine may take its time.
    testTimeout: 60_000,
    // Vitest leaves one core to others, which is every second one of a small machine.
    maxWorkers: '100%',
    setupFiles: ['tools/exercises/node-host.ts'],
  },
});
