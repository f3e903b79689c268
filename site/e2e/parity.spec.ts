// One suite, two places: every implementation that the repository has gets the same result, test by test, from vitest in Node
// and from the site's own runner in Chromium.
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { judgeInNode } from '../../tools/exercises/judge-in-node.ts';
import type { JudgedImplementation } from '../../tools/exercises/judged.ts';
import { openJudge } from '../../tools/judge/browser-judge.ts';
import { exerciseSlugs } from '../build/exercise-slugs.ts';
import type { RunReport } from '../runner/outcome.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Everything of a report that a learner sees and that no clock has a part in.
 *
 * @param called what the answer's file is called there, which stands in what a process waits for
 */
function shown({ ending, outcomes }: RunReport, called: string) {
  return {
    ending: ending.kind,
    tests: outcomes.map(({ id, state, evidence, notes, errors }) => ({
      id,
      state,
      evidence,
      // With a digest of each trace: the simulated clusters went through the same.
      notes,
      errors: errors.map(({ name, message, diff, inAnswer }) => ({
        name,
        message: message.replaceAll(`${called}:`, 'answer:'),
        diff,
        inAnswer,
      })),
    })),
  };
}

async function implementationsOf(slug: string): Promise<string[]> {
  const files = async (folder: string) =>
    (await readdir(`${root}/${folder}`)).filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
  return [
    `solutions/${slug}/answer.ts`,
    `exercises/${slug}/starter.ts`,
    ...(await files(`solutions/${slug}/alternatives`)),
    ...(await files(`exercises/${slug}/mistakes`)),
  ];
}

/** `npm test` has asked Node in the step before, and says where the answers are. */
async function reportsFromNode(slug: string, files: readonly string[]): Promise<readonly RunReport[]> {
  const { JUDGED_IN_NODE: path } = process.env;
  if (path === undefined) return judgeInNode(files.map((file) => ({ slug, file })));
  const judged = JSON.parse(await readFile(path, 'utf8')) as readonly JudgedImplementation[];
  return files.map((file) => {
    const found = judged.find((one) => one.file === file);
    if (found === undefined) throw new Error(`${path} has no report for ${file}.`);
    return found.report;
  });
}

for (const slug of await exerciseSlugs(root)) {
  test(`${slug}: Node and the sandbox give every implementation the same results`, async () => {
    // Some twenty runs of a suite, which take minutes on a slow machine: this bounds a hang.
    test.setTimeout(900_000);
    const implementations = await implementationsOf(slug);
    const inNode = await reportsFromNode(slug, implementations);
    const judge = await openJudge();
    try {
      for (const [index, file] of implementations.entries()) {
        const { report } = await judge.judge(slug, await readFile(`${root}/${file}`, 'utf8'));
        const node = inNode[index];
        if (node === undefined) throw new Error(`Node gave no report for ${file}`);
        expect(node.outcomes.length, file).toBeGreaterThan(0);
        expect(shown(report, `${slug}.ts`), file).toEqual(shown(node, basename(file)));
      }
    } finally {
      await judge.close();
    }
  });
}
