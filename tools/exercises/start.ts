// Floor 7. `npm run exercise SLUG`: the course in one's own editor. Puts the starter where the suite looks for the answer and
// runs the suite again whenever the answer is saved. Exit 2: no such exercise.
import { constants, copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { aliases } from '../../aliases.ts';
import { exerciseSlugs } from '../../site/build/exercise-slugs.ts';
import { answerPlugin } from './answer-plugin.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const [slug, ...rest] = process.argv.slice(2);
const slugs = await exerciseSlugs(root);
if (slug === undefined || rest.length > 0 || !slugs.includes(slug)) {
  const said = slug === undefined || rest.length > 0 ? 'Name one exercise' : `There is no exercise '${slug}'`;
  console.error(`${said}. Write: npm run exercise SLUG, where SLUG is one of: ${slugs.join(', ')}.`);
  process.exit(2);
}

const folder = join(root, 'exercises', slug);
const answer = join(folder, 'answer.ts');
const isNew = putStarter(join(folder, 'starter.ts'), answer);
console.log(`${isNew ? 'The starter was copied to' : 'Your answer is in'} exercises/${slug}/answer.ts: edit it there.`);
console.log(`The rules are in exercises/${slug}/brief.md. To begin again, delete the answer and run this once more.\n`);

await startVitest(
  'test',
  [],
  {
    root,
    config: false,
    watch: process.stdin.isTTY,
    testTimeout: 600_000,
    include: [`exercises/${slug}/suite.test.ts`],
    setupFiles: [fileURLToPath(new URL('./suite-realm.ts', import.meta.url))],
  },
  {
    plugins: [answerPlugin((importer) => (dirname(importer) === folder ? answer : undefined))],
    resolve: { alias: aliases },
  },
);

/** Never over an answer that is there already. */
function putStarter(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new Error(`The starter could not be copied to ${to}: is the folder writable?`, { cause: error });
  }
}
