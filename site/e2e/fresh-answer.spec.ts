// An answer that lives in processes of a simulated cluster: evaluated anew for each start, on virtual time. Node and the sandbox
// give the same results, and tell in the same words what ended a process, a run, a test.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { judgeInNode } from '../../tools/exercises/judge-in-node.ts';
import { openJudge } from '../../tools/judge/browser-judge.ts';
import { stripTypes, unitOf } from '../build/unit.ts';
import type { RunReport } from '../runner/outcome.ts';

const folder = fileURLToPath(new URL('../../.cache/fresh-answer', import.meta.url));

const suite = `
import { SimulatedCluster } from 'simulator';
import { expectProcessesWell, freshAnswer } from 'testkit';
import { expect, it } from 'vitest';
import type { run } from './answer';

const main = (seen: unknown[]) => async () => {
  const answer = await freshAnswer<{ run: typeof run }>();
  seen.push(await answer.run());
};

async function seenByTwo(limits = {}) {
  const cluster = new SimulatedCluster({ seed: 7, limits });
  const seen: unknown[] = [];
  cluster.process('c1').start(main(seen));
  cluster.process('c2').start(main(seen));
  await cluster.runFor(1000);
  cluster.process('c1').restart();
  await cluster.runFor(1000);
  expectProcessesWell(cluster);
  return seen;
}

it('R1: each start has a module of its own', async () => {
  expect((await seenByTwo()).map((each) => (each as { calls: number }).calls)).toEqual([1, 1, 1]);
});

it('R2: time is virtual and chance is seeded', async () => {
  const seen = await seenByTwo();
  expect(seen).toMatchObject([{ times: [0, 10, 10] }, { times: [0, 10, 10] }, { times: [1000, 1010, 1010] }]);
  expect(await seenByTwo()).toEqual(seen);
});

it('R3: a limit is told by its name', async () => {
  await seenByTwo({ eventsMax: 3 });
});
`;

const right = `import { sleep } from 'kafka';
let calls = 0;
const loadedAt = Date.now();
export async function run() {
  calls += 1;
  await sleep(10);
  return { calls, times: [loadedAt, Date.now(), performance.now()], chance: [Math.random(), Math.random()] };
}
`;

const answers = {
  right,
  'keeps a count of its own': right.replace('calls += 1', 'calls += 2'),
  'fails in a process': right.replace(
    '  await sleep(10);',
    '  await sleep(10);\n  const none: any = undefined; none.poll();',
  ),
  'waits for nothing': right.replace('await sleep(10)', 'await new Promise(() => {})'),
  'sets a timer': right.replace(
    'await sleep(10)',
    "await new Promise((go) => Reflect.get(globalThis, 'setTimeout')(go, 10))",
  ),
  'forgets a promise that rejects': right.replace(
    'await sleep(10)',
    "void Promise.reject(new Error('nobody looks')); await sleep(10)",
  ),
  'throws while it is loaded': `${right}\nthrow new Error('not today');`,
} as const;

const suiteOfTime = `
import { expect, it } from 'vitest';
import { run } from './answer';
const seen: unknown[] = [];
it('R1: time outside of processes stands still', () => {
  seen.push(run());
  expect(seen).toMatchObject([{ times: [0, 0, 0] }]);
});
it('R2: chance outside of processes is the same in each test', () => expect(run()).toEqual(seen[0]));
`;

const timeOutside = `export function run() {
  return { times: [Date.now(), new Date().getTime(), performance.now()], chance: [Math.random(), Math.random()] };
}
`;

/** How each ends, what becomes of its first test, and how what is said of it begins. */
const expected: Readonly<Record<string, readonly [string, string | undefined, string | undefined]>> = {
  right: ['finished', 'pass', undefined],
  'keeps a count of its own': ['finished', 'fail', 'expected [ 2, 2, 2 ] to deeply equal [ 1, 1, 1 ]'],
  'fails in a process': [
    'finished',
    'fail',
    'Process c1 was ended at 1,010 ms by an error that nothing caught: TypeError: Cannot read',
  ],
  'waits for nothing': ['finished', 'fail', 'Process c1 waits for a promise that nothing will settle.'],
  'sets a timer': [
    'finished',
    'fail',
    'Process c1 was ended at 1,000 ms by an error that nothing caught: Error: setTimeout is not available here',
  ],
  'forgets a promise that rejects': ['stray-error', undefined, 'nobody looks'],
  'throws while it is loaded': ['not-loaded', undefined, 'not today'],
};

/** In Node each answer is a file of its own. */
function shown({ ending, outcomes }: RunReport, file = 'demo.ts') {
  return {
    ending: ending.kind,
    tests: outcomes.map(({ id, state, errors, notes }) => ({
      id,
      state,
      notes,
      errors: errors.map(({ name, message, inAnswer }) => ({
        name,
        message: message.replaceAll(file, 'demo.ts'),
        inAnswer,
      })),
    })),
  };
}

test('an answer in processes gets the same results in Node and in the sandbox', async () => {
  test.slow();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/suite.test.ts`, suite);
  const files = Object.keys(answers).map((name) => `${folder}/${name.replaceAll(' ', '-')}.ts`);
  for (const [index, source] of Object.values(answers).entries()) await writeFile(files[index] ?? '', source);

  const inNode = await judgeInNode(files.map((file) => ({ slug: '../.cache/fresh-answer', file })));
  const reports = new Map<string, RunReport>();
  let outside: RunReport | undefined;
  const judge = await openJudge();
  try {
    const units = [await unitOf('/exercises/demo/suite.test.ts', suite)];
    for (const [name, source] of Object.entries(answers)) {
      const answer = { path: '/demo.ts', code: stripTypes('/demo.ts', source) };
      const report = await judge.page.evaluate(([given, each]) => window.judgeAnswer(given, each, false), [
        { slug: 'demo', units, answerExports: ['run'] },
        answer,
      ] as const);
      reports.set(name, report);
    }
    const ofTime = [await unitOf('/exercises/demo/suite.test.ts', suiteOfTime)];
    outside = await judge.page.evaluate(
      ([given, code]) => window.judgeAnswer(given, { path: '/demo.ts', code }, false),
      [{ slug: 'time', units: ofTime, answerExports: ['run'] }, stripTypes('/demo.ts', timeOutside)] as const,
    );
  } finally {
    await judge.close();
  }

  for (const [index, name] of Object.keys(answers).entries()) {
    const node = inNode[index];
    const sandbox = reports.get(name);
    if (node === undefined || sandbox === undefined) throw new Error(`No report for the answer that ${name}.`);
    expect(shown(sandbox), name).toEqual(shown(node, `${name.replaceAll(' ', '-')}.ts`));
    const [first] = sandbox.outcomes;
    const said = 'error' in sandbox.ending ? sandbox.ending.error.message : first?.errors[0]?.message;
    expect([name, sandbox.ending.kind, first?.state, said?.slice(0, expected[name]?.at(-1)?.length)]).toEqual([
      name,
      ...(expected[name] ?? []),
    ]);
  }
  expect(outside?.outcomes.map(({ errors }) => errors[0]?.message)).toEqual([undefined, undefined]);
  const limit = reports.get('right')?.outcomes.at(-1);
  expect(limit?.errors[0]?.name).toBe('SimulationLimit');
});
