// Floor 7. What a thread runs: plays its share of the seeds, shrinks what fails, and reports.
import { parentPort, workerData } from 'node:worker_threads';
import { provideHost, type ScenarioInput } from 'simulator';
import { addTrace, emptyCoverage } from './coverage.ts';
import { generateScenario } from './generate.ts';
import type { Failure, FoundViolation, PlayerMessage, Share } from './hunt.ts';
import { play } from './play.ts';
import { shrink } from './shrink.ts';

const reportEvery = 20;

// Errors are machinery here, thrown and caught; their stacks would be most of what they cost. A failure is played again with them.
const stackOfFailures = 12;
Error.stackTraceLimit = 0;
provideHost({ turn: () => new Promise((resolve) => setImmediate(resolve)) });

function playShare(
  { from, below, step, stopAtFirst, shrinkMost }: Share,
  send: (message: PlayerMessage) => void,
): void {
  const coverage = emptyCoverage();
  let unreported = 0;
  let failures = 0;
  for (let seed = from; seed < below; seed += step) {
    const input = generateScenario(seed);
    const played = play(input);
    if ('refused' in played) {
      throw new Error(`The scenario of seed ${seed} is refused by its check; mend generate.ts.\n${played.refused}`);
    }
    addTrace(coverage, played.trace);
    unreported += 1;
    const [first] = played.violations;
    if (first !== undefined) {
      failures += 1;
      const shrunk = !stopAtFirst && failures <= shrinkMost ? shrink(input, breaks(first.invariant)) : input;
      Error.stackTraceLimit = stackOfFailures;
      const failure: Failure = {
        seed,
        violations: violationsOf(shrunk).map(({ invariant, atMs, message }) => ({
          invariant,
          atMs,
          message,
        })),
        shrunk,
      };
      Error.stackTraceLimit = 0;
      send({ type: 'failure', failure });
      if (stopAtFirst) break;
    }
    if (unreported >= reportEvery) {
      send({ type: 'played', count: unreported });
      unreported = 0;
    }
  }
  send({ type: 'played', count: unreported });
  send({ type: 'end', coverage });
}

const breaks =
  (invariant: string) =>
  (smaller: ScenarioInput): boolean =>
    violationsOf(smaller).some((violation) => violation.invariant === invariant);

function violationsOf(input: ScenarioInput): readonly FoundViolation[] {
  const played = play(input);
  return 'refused' in played ? [] : played.violations;
}

const port = parentPort;
if (port !== null) playShare(workerData as Share, (message) => port.postMessage(message));
