// Floor 7. Plays a range of seeds on several threads and gathers what they found.
import { Worker } from 'node:worker_threads';
import type { ScenarioInput } from 'simulator';
import { addCoverage, type Coverage, emptyCoverage } from './coverage.ts';

/** A violation as it crosses from a thread. */
export interface FoundViolation {
  readonly invariant: string;
  readonly atMs: number;
  readonly message: string;
}

export interface Failure {
  readonly seed: number;
  readonly violations: readonly FoundViolation[];
  readonly shrunk: ScenarioInput;
}

/** What a thread is to play: seeds `from`, `from + step`, ... below `below`. */
export interface Share {
  readonly from: number;
  readonly below: number;
  readonly step: number;
  readonly stopAtFirst: boolean;
  /** How many failures are shrunk, which takes as long as some hundred seeds each. */
  readonly shrinkMost: number;
}

/** What a thread sends. */
export type PlayerMessage =
  | { readonly type: 'played'; readonly count: number }
  | { readonly type: 'failure'; readonly failure: Failure }
  | { readonly type: 'end'; readonly coverage: Coverage };

/** Of each thread's failures. */
const shrunkMost = 2;

export interface HuntOptions {
  /** The bundle that plays. */
  readonly player: string;
  readonly from: number;
  readonly seeds: number;
  readonly threads: number;
  readonly stopAtFirst: boolean;
  readonly progress: boolean;
}

export interface Hunt {
  readonly played: number;
  /** By seed. */
  readonly failures: readonly Failure[];
  readonly coverage: Coverage;
}

export async function hunt({ player, from, seeds, threads, stopAtFirst, progress }: HuntOptions): Promise<Hunt> {
  const failures: Failure[] = [];
  const coverage = emptyCoverage();
  let played = 0;
  const workers: Worker[] = [];
  const shares = Array.from({ length: Math.min(threads, seeds) }, (_, at): Share => {
    return {
      from: from + at,
      below: from + seeds,
      step: threads,
      stopAtFirst,
      shrinkMost: stopAtFirst ? 0 : shrunkMost,
    };
  });
  await Promise.all(
    shares.map(
      (share) =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(player, { workerData: share });
          workers.push(worker);
          worker.on('message', (message: PlayerMessage) => {
            if (message.type === 'played') {
              played += message.count;
              if (progress) process.stderr.write(`\r${played} of ${seeds} seeds, ${failures.length} failures `);
            } else if (message.type === 'failure') {
              failures.push(message.failure);
              if (progress) process.stderr.write(`\n${inOneLine(message.failure)}\n`);
              if (stopAtFirst) for (const other of workers) void other.terminate();
            } else addCoverage(coverage, message.coverage);
          });
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
  if (progress) process.stderr.write('\n');
  failures.sort((a, b) => a.seed - b.seed);
  return { played, failures, coverage };
}

function inOneLine({ seed, violations: [first] }: Failure): string {
  return `Seed ${seed} broke "${first?.invariant}" at ${first?.atMs} ms: ${first?.message.split('\n', 1)[0]}`;
}
