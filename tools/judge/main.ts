// Floor 7. `npm run judge -- SLUG FILE...`: judges answers in a headless Chromium and names each rule that fails.
// Exit status: 0 all pass, 1 one is rejected, 2 one could not be judged.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { exerciseSlugs } from '../../site/build/exercise-slugs.ts';
import { openJudge } from './browser-judge.ts';
import { describeVerdict, exitStatusOf } from './report.ts';

const [slug, ...files] = process.argv.slice(2);
process.exitCode = await main();

async function main(): Promise<number> {
  const known = await exerciseSlugs(fileURLToPath(new URL('../..', import.meta.url)));
  if (slug === undefined || files.length === 0)
    return cannot(`Say which exercise and which files: npm run judge -- SLUG FILE...\nExercises: ${known.join(', ')}`);
  if (!known.includes(slug)) return cannot(`There is no exercise "${slug}". Exercises: ${known.join(', ')}`);

  const sources = new Map<string, string>();
  for (const file of files) {
    try {
      sources.set(file, await readFile(file, 'utf8'));
    } catch (error) {
      return cannot(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  let judge: Awaited<ReturnType<typeof openJudge>>;
  try {
    judge = await openJudge();
  } catch (error) {
    return cannot(
      `The judge's browser could not be started: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    let status = 0;
    for (const [file, source] of sources) {
      const { verdict } = await judge.judge(slug, source);
      console.log(describeVerdict(file, verdict));
      status = Math.max(status, exitStatusOf(verdict));
    }
    return status;
  } catch (error) {
    return cannot(`The judge came to an early end: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await judge.close();
  }
}

function cannot(why: string): number {
  console.error(why);
  return 2;
}
