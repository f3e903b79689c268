// Floor 7. `npm run sim -- --seeds N [--from S]`: throws random scenarios at the cluster, checks every rule, prints the seed and a
// shrunk scenario for what breaks one. `npm run sim -- --planted [NAME]` shows that bugs are found.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { bundlePlayer } from './bundle.ts';
import { coverageLines } from './coverage.ts';
import { type Hunt, hunt } from './hunt.ts';
import { neverReached } from './known.ts';
import { plantedBugs } from './planted-bugs.ts';

const seedsToFindABug = 2000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    threads: { type: 'string', default: String(cpus().length) },
    planted: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
const threads = whole('threads', values.threads);
process.exitCode = values.planted ? await huntPlantedBugs(values.only) : await huntSeeds();

async function huntSeeds(): Promise<number> {
  const [seeds, from] = [whole('seeds', values.seeds), whole('from', values.from)];
  const startedAt = performance.now();
  const found = await hunt({ player: await bundlePlayer(), from, seeds, threads, stopAtFirst: false, progress: true });
  for (const line of coverageLines(found.coverage)) console.log(line);
  const missing = neverReached(found.coverage);
  if (missing.length > 0)
    console.log(`never reached:\n${missing.map((what) => `                ${what}`).join('\n')}\n`);
  printFailures(found);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${found.played} seeds from ${from} in ${seconds.toFixed(0)} s, ${(found.played / seconds).toFixed(0)} a second; ` +
      `${found.failures.length} broke a rule.`,
  );
  return found.failures.length > 0 ? 1 : 0;
}

function printFailures({ failures }: Hunt): void {
  for (const { seed, violations, shrunk } of failures.slice(0, 5)) {
    console.log(`Seed ${seed}: ${violations.length} violations. Again: npm run sim -- --seeds 1 --from ${seed}`);
    for (const { invariant, atMs, message } of violations.slice(0, 5)) {
      console.log(`  ${invariant}, at ${atMs} ms: ${message}`);
    }
    console.log(`Shrunk to:\n\n${stringify(shrunk)}`);
  }
  if (failures.length > 5)
    console.log(
      `Other seeds: ${failures
        .slice(5, 40)
        .map(({ seed }) => seed)
        .join(', ')}`,
    );
}

async function huntPlantedBugs(only: string | undefined): Promise<number> {
  const bugs = plantedBugs.filter(({ name }) => only === undefined || name.includes(only));
  if (bugs.length === 0) {
    console.error(
      `No planted bug is called ${only}. There are:\n${plantedBugs.map(({ name }) => `  ${name}`).join('\n')}`,
    );
    return 2;
  }
  let missed = 0;
  for (const bug of bugs) {
    const player = await bundlePlayer(bug);
    const found = await hunt({ player, from: 1, seeds: seedsToFindABug, threads, stopAtFirst: true, progress: false });
    const [first] = found.failures;
    if (first === undefined) missed += 1;
    const how =
      first === undefined
        ? `NOT FOUND in ${found.played} seeds`
        : `seed ${first.seed}, by "${first.violations[0]?.invariant}"`;
    console.log(`${bug.name.padEnd(64)} ${how}`);
  }
  console.log(`\n${bugs.length - missed} of ${bugs.length} planted bugs found within ${seedsToFindABug} seeds each.`);
  return missed > 0 ? 1 : 0;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`--${name} is ${text}. Give a whole number, 1 or more.`);
  process.exit(2);
}
