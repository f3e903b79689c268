// Answers that attack: each ends in a clear verdict that is no pass, and the next run works.
import { readFile } from 'node:fs/promises';
import { test as base, expect } from '@playwright/test';
import { type Judge, openJudge } from '../../tools/judge/browser-judge.ts';
import { hostileAnswers } from './hostile-answers.ts';

const slug = 'range-assignor';
const starter = await readFile(new URL(`../../exercises/${slug}/starter.ts`, import.meta.url), 'utf8');
const solution = await readFile(new URL(`../../solutions/${slug}/answer.ts`, import.meta.url), 'utf8');

const test = base.extend<object, { judge: Judge }>({
  judge: [
    async ({}, use) => {
      const judge = await openJudge();
      await use(judge);
      await judge.close();
    },
    { scope: 'worker' },
  ],
});

for (const { name, ends, attack } of hostileAnswers) {
  test(`${name} is no pass, and the next run works`, async ({ judge }) => {
    const source = attack(starter);
    expect(source, 'the attack changes the starter').not.toBe(starter);

    const { verdict, report } = await judge.judge(slug, source);
    expect(verdict.passed).toBe(false);
    expect(ends, JSON.stringify(report.ending)).toContain(report.ending.kind);
    if (report.ending.kind === 'finished') {
      const failed = report.outcomes.filter((outcome) => outcome.state !== 'pass');
      expect(failed.every((outcome) => outcome.errors.length > 0 && outcome.errors[0]?.message !== '')).toBe(true);
    }

    const next = await judge.judge(slug, solution);
    expect(next.verdict.passed).toBe(true);
  });
}

test('a sandbox whose process dies, as out of memory, is no pass, and the next run works', async ({ judge }) => {
  const browser = judge.page.context().browser();
  if (browser === null) throw new Error('The judge has no browser of its own.');
  const devtools = await browser.newBrowserCDPSession();
  expect((await judge.judge(slug, solution)).verdict.passed).toBe(true);

  const judged = judge.judge(slug, `${starter}\nfor (;;) {}\n`);
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, 'SIGKILL');
  const { verdict, report } = await judged;
  expect([verdict.passed, report.ending.kind]).toEqual([false, 'died']);

  expect((await judge.judge(slug, solution)).verdict.passed).toBe(true);
});

test('a run that stops at its first failure comes to the same verdict, and the next run works', async ({ judge }) => {
  const { verdict, report } = await judge.judge(slug, starter, { stopsAtFailure: true });
  expect(verdict.passed).toBe(false);
  expect(report.outcomes.filter(({ state }) => state === 'fail')).toHaveLength(1);
  expect((await judge.judge(slug, solution, { stopsAtFailure: true })).verdict.passed).toBe(true);
});

test('the right answer passes, and the starter fails by assertions', async ({ judge }) => {
  expect((await judge.judge(slug, solution)).verdict.passed).toBe(true);
  const { report } = await judge.judge(slug, starter);
  expect(report.ending.kind).toBe('finished');
  const names = new Set(report.outcomes.flatMap((outcome) => outcome.errors.map((error) => error.name)));
  expect([...names]).toEqual(['AssertionError']);
});
