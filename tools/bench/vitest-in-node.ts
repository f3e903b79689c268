// Floor 7. The comparison: the same suite by vitest in Node, started anew, and re-run by its watch mode after a save.
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const allPassed = /Tests\s+\d+ passed/;

export interface Subject {
  readonly slug: string;
  /** Absolute path of the answer that is edited. */
  readonly answer: string;
}

function start(mode: 'run' | 'watch', { slug, answer }: Subject): ChildProcess {
  return spawn(process.execPath, [vitest, mode, '--config', 'tools/bench/vitest.config.ts'], {
    cwd: root,
    env: { ...process.env, BENCH_SLUG: slug, BENCH_ANSWER: answer, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** From starting the process to its end, in ms. */
export async function vitestRunMs(subject: Subject): Promise<number> {
  const startedAt = performance.now();
  const child = start('run', subject);
  let output = '';
  child.stdout?.on('data', (text) => {
    output += String(text);
  });
  const status = await new Promise((resolve) => child.on('close', resolve));
  if (status !== 0 || !allPassed.test(stripVTControlCharacters(output)))
    throw new Error(`vitest run did not pass:\n${output}`);
  return performance.now() - startedAt;
}

export interface WatchMode {
  /** From calling `save` to the line that says that all tests passed, in ms. */
  rerunMs(save: () => void): Promise<number>;
  close(): void;
}

export async function vitestWatch(subject: Subject): Promise<WatchMode> {
  const child = start('watch', subject);
  let output = '';
  let look: () => void = () => {};
  child.stdout?.on('data', (text) => {
    output += stripVTControlCharacters(String(text));
    look();
  });
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      look = () => {
        if (/Tests .*failed/.test(output)) reject(new Error(`vitest watch saw a failure:\n${output}`));
        if (pattern.test(output)) resolve();
      };
      look();
    });
  const waiting = /Waiting for file changes/;
  await says(waiting);
  return {
    async rerunMs(save) {
      output = '';
      const startedAt = performance.now();
      save();
      await says(allPassed);
      const ms = performance.now() - startedAt;
      await says(waiting);
      return ms;
    },
    close: () => child.kill(),
  };
}
