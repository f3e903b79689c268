// Floor 7. `npm run mutation -- SLUG...`: changes the reference solution of an exercise (or the alternative that its survivors.yaml names) in
// each small way that Stryker knows, and has the judge run the suite on each. What passes is a survivor: a hole in the suite, or a change that
// means nothing. Without a slug, all of them.
// `--write` puts the scores into exercises/README.md. Exit 0: each survivor is explained. 1: one is not. 2: the command was not understood.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { exerciseSlugs } from '../../site/build/exercise-slugs.ts';
import { type Judge, openJudge } from '../judge/browser-judge.ts';
import { idsThatDoNotCompile, type Mutant, mutantsOf } from './mutants.ts';
import { explains, oneLine, readSurvivors } from './survivors.ts';
import { percentOf, type Score, withScores } from './table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Found by waiting alone: on a machine that is too busy, a slow run would look the same. */
const hung: ReadonlySet<string> = new Set(['endless-loop', 'never-settled', 'died']);
const readme = join(root, 'exercises/README.md');

const { slugs, isWriting } = await readArguments();
const judge = await openJudge();
let isGood = true;
try {
  for (const slug of slugs) {
    const score = await measure(judge, slug);
    const percent = percentOf(score);
    isGood &&= score.explained === score.survived;
    console.log(
      `${slug}: ${percent} %, ${score.killed} killed, ${score.survived} survived (${score.explained} explained), ${score.refused} do not compile\n`,
    );
    if (isWriting) writeFileSync(readme, withScores(readFileSync(readme, 'utf8'), [score]));
  }
} finally {
  await judge.close();
}
process.exitCode = isGood ? 0 : 1;

async function measure({ judge: judgeAnswer }: Judge, slug: string): Promise<Score> {
  const { measured, explanations } = readSurvivors(join(root, `solutions/${slug}/survivors.yaml`));
  const file = `solutions/${slug}/${measured}`;
  const mutants = await mutantsOf(readFileSync(join(root, file), 'utf8'));
  const refused = await idsThatDoNotCompile(root, join(root, '.cache/mutation', slug), mutants);
  const judged = mutants.filter(({ id }) => !refused.has(id));
  const survivors: Mutant[] = [];
  let explained = 0;
  for (const [index, mutant] of judged.entries()) {
    if (process.stdout.isTTY) process.stdout.write(`\r${slug}: ${index + 1} of ${judged.length}`);
    const { verdict } = await judgeAnswer(slug, mutant.source, { stopsAtFailure: true });
    if (verdict.ending.kind === 'no-sandbox') throw new Error(verdict.ending.message);
    if (hung.has(verdict.ending.kind)) console.log(toldOf('hung', file, mutant));
    if (!verdict.passed) continue;
    survivors.push(mutant);
    if (explanations.some((one) => explains(one, mutant, mutants))) explained += 1;
    else console.log(toldOf('survived', file, mutant));
  }
  if (process.stdout.isTTY) process.stdout.write('\r');
  for (const one of explanations.filter((one) => !survivors.some((survivor) => explains(one, survivor, mutants)))) {
    console.log(
      `solutions/${slug}/survivors.yaml explains what did not survive: ${one.original} -> ${one.replacement}`,
    );
  }
  return {
    slug,
    killed: judged.length - survivors.length,
    survived: survivors.length,
    explained,
    refused: refused.size,
  };
}

function toldOf(what: string, file: string, { line, column, kind, original, replacement }: Mutant): string {
  return `${what}, ${file}:${line}:${column} ${kind}\n  - ${oneLine(original)}\n  + ${oneLine(replacement)}`;
}

async function readArguments(): Promise<{ readonly slugs: readonly string[]; readonly isWriting: boolean }> {
  const known = await exerciseSlugs(root);
  try {
    const { values, positionals } = parseArgs({ options: { write: { type: 'boolean' } }, allowPositionals: true });
    const unknown = positionals.filter((slug) => !known.includes(slug));
    if (unknown.length > 0)
      throw new Error(`There is no exercise ${unknown.join(' or ')}. Exercises: ${known.join(', ')}`);
    return { slugs: positionals.length === 0 ? known : positionals, isWriting: values.write === true };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUsage: npm run mutation -- [--write] [SLUG...]`);
    process.exit(2);
  }
}
