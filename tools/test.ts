// Floor 7. `npm test`: every check, in order, up to the first that fails. `npm test -- unit build` runs those steps alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallChromium } from './chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, '.cache/reports');
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');
const exercisesReport = join(reports, 'exercises.json');

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Step {
  readonly name: string;
  /** What it shows, for the person who reads the list. */
  readonly what: string;
  /** A command of an installed package, with its arguments. */
  readonly command: readonly [name: string, ...args: string[]];
  readonly env?: () => NodeJS.ProcessEnv;
  /** Reads how many tests ran from what the command left behind; a step without it counts as one. */
  readonly count?: () => Count;
}

const steps: readonly Step[] = [
  {
    name: 'lint',
    what: 'format and lint rules',
    command: ['biome', 'ci', '--error-on-warnings', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'],
  },
  { name: 'types', what: 'types, realm by realm', command: ['tsx', 'tools/typecheck.ts'] },
  {
    name: 'unit',
    what: 'unit tests, floors, checks of the repository',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    count: () => {
      const report = readJson<{ numPassedTests: number; numFailedTests: number }>(unitReport);
      return { passed: report.numPassedTests, failed: report.numFailedTests };
    },
  },
  {
    name: 'exercises',
    what: 'solutions pass, starters fail, mistakes are caught by their rule',
    command: ['tsx', 'tools/exercises/check.ts', '--json', exercisesReport],
  },
  { name: 'conformance', what: 'agreement with recorded Kafka', command: ['tsx', 'tools/conformance/main.ts'] },
  { name: 'build', what: 'the site', command: ['vite', 'build'] },
  {
    name: 'browser',
    what: 'the built site in Chromium',
    command: ['playwright', 'test', '--reporter=list,json'],
    env: () => ({
      CHROMIUM_PATH: findOrInstallChromium().executablePath,
      // What Node gave in this very run: the browser is compared to that, and Node is not asked again.
      ...(existsSync(exercisesReport) && { JUDGED_IN_NODE: exercisesReport }),
      PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
    }),
    count: () => {
      const { stats } = readJson<{ stats: { expected: number; unexpected: number; flaky: number } }>(browserReport);
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
    },
  },
];

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function chosenSteps(names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step is called ${unknown.join(', ')}. Steps, in order:\n`);
    for (const { name, what } of steps) console.error(`  ${name.padEnd(12)} ${what}`);
    process.exit(2);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

/** Runs one step with its output passed on. A step that fails counts at least one failure, whatever its report says. */
function run(step: Step): Count {
  const [command, ...args] = step.command;
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: join(root, 'node_modules/.bin') + delimiter + process.env.PATH, ...step.env?.() },
  });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  const isGreen = status === 0;
  if (step.count === undefined) return { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1 };
  try {
    const { passed, failed } = step.count();
    return { passed, failed: isGreen ? failed : Math.max(failed, 1) };
  } catch (cause) {
    if (isGreen) throw new Error(`Step "${step.name}" was green but left no report to count.`, { cause });
    return { passed: 0, failed: 1 };
  }
}

const chosen = chosenSteps(process.argv.slice(2));
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const lines: string[] = [];
let passed = 0;
let failed = 0;
for (const step of chosen) {
  console.log(`\n== ${step.name}: ${step.what}\n`);
  const startedAt = performance.now();
  const count = run(step);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  passed += count.passed;
  failed += count.failed;
  const word = count.failed > 0 ? 'FAILED' : 'ok';
  lines.push(`${word.padEnd(7)}${step.name.padEnd(12)}${seconds.padStart(7)} s  ${step.what}`);
  if (count.failed > 0) break;
}

console.log(`\n${lines.join('\n')}`);
const left = chosen.slice(lines.length).map((step) => step.name);
if (left.length > 0) console.log(`Not run, because a step before them failed: ${left.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
