// Floor 7. `npx tsx tools/exercises/check.ts [--json FILE] [--chance TEXT] [SLUG...]`: runs every suite, or those named, against every implementation
// that we keep. Exit 0: each does what its role asks. 1: one does not. 2: the command was not understood. FILE gets the results test by test;
// with --chance suites draw other cases, as in a mock interview.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { codingTasks } from '../../site/interview/mock/coding.ts';
import { type Assessment, assess, problemsOfCatalog, problemsOfLateRule, problemsOfSuite } from './assess.ts';
import { type CatalogEntry, readCatalog } from './catalog.ts';
import { judgeInNode } from './judge-in-node.ts';
import type { JudgedImplementation } from './judged.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { jsonFile, chance, slugs } = readArguments();
const catalog = await chosenExercises();
const judged = await judgeAll(catalog);

let problemCount = 0;
for (const { slug, rules, implementations } of catalog) {
  const reports = judged.filter((one) => one.slug === slug).map(({ report }) => report);
  const assessments = implementations.flatMap((file, index) => {
    const report = reports[index];
    return report === undefined ? [] : [assess(rules, file, report)];
  });
  const [reference] = reports;
  const ofExercise = [
    ...problemsOfCatalog(implementations),
    ...problemsOfLateRule(codingTasks.find((task) => task.slug === slug)?.twist, assessments),
    ...(reference === undefined ? [] : problemsOfSuite(rules, reference)),
  ];
  print(slug, assessments, ofExercise);
  problemCount += ofExercise.length + assessments.flatMap(({ problems }) => problems).length;
}
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify(judged, undefined, 1)}\n`);
console.log(problemCount === 0 ? `All ${judged.length} do what is asked of them.` : `${problemCount} problems.`);
process.exitCode = problemCount === 0 ? 0 : 1;

async function chosenExercises(): Promise<readonly CatalogEntry[]> {
  const all = await readCatalog(root);
  const unknown = slugs.filter((slug) => all.every((entry) => entry.slug !== slug));
  if (unknown.length > 0) {
    console.error(
      `No exercise is called ${unknown.join(' or ')}. There are: ${all.map(({ slug }) => slug).join(', ')}.`,
    );
    process.exit(2);
  }
  return slugs.length === 0 ? all : all.filter(({ slug }) => slugs.includes(slug));
}

async function judgeAll(entries: readonly CatalogEntry[]): Promise<readonly JudgedImplementation[]> {
  const all = entries.flatMap(({ slug, implementations }) =>
    implementations.map(({ role, file }) => ({ slug, role, file })),
  );
  const reports = await judgeInNode(all, chance);
  return all.flatMap((one, index) => {
    const report = reports[index];
    return report === undefined ? [] : [{ ...one, report }];
  });
}

function print(slug: string, assessments: readonly Assessment[], ofExercise: readonly string[]): void {
  console.log(`\n${slug}`);
  for (const problem of ofExercise) console.log(`  ${problem}`);
  const width = Math.max(...assessments.map(({ file }) => basename(file.file).length));
  for (const { file, passed, total, broken, problems } of assessments) {
    const mark = problems.length === 0 ? 'ok ' : 'NOT';
    const counts = `${String(passed).padStart(3)} of ${total} pass`;
    const rules = broken.length === 0 ? 'all rules hold' : `broken: ${broken.join(' ')}`;
    console.log(`  ${mark} ${file.role.padEnd(11)} ${basename(file.file).padEnd(width)} ${counts}  ${rules}`);
    for (const problem of problems) console.log(`      ${problem}`);
  }
  console.log('');
}

interface Arguments {
  readonly jsonFile: string | undefined;
  readonly chance: string | undefined;
  readonly slugs: readonly string[];
}

function readArguments(): Arguments {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' }, chance: { type: 'string' } },
      allowPositionals: true,
    });
    return { jsonFile: values.json, chance: values.chance, slugs: positionals };
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nUsage: tsx tools/exercises/check.ts [--json FILE] [--chance TEXT] [SLUG...]`,
    );
    process.exit(2);
  }
}
