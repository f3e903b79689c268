// vitest as a learner with a terminal would run it: one suite against one answer file.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { aliases } from '../../aliases.ts';
import { answerPlugin } from '../exercises/answer-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const { BENCH_SLUG: slug, BENCH_ANSWER: answer } = process.env;
if (slug === undefined || answer === undefined)
  throw new Error('Set BENCH_SLUG and BENCH_ANSWER; `npm run bench` does.');

export default defineConfig({
  root,
  plugins: [answerPlugin(() => answer)],
  resolve: { alias: aliases },
  test: { include: [`exercises/${slug}/suite.test.ts`], setupFiles: ['tools/exercises/suite-realm.ts'] },
});
