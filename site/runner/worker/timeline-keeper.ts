// Holds the cluster that is to be told as a timeline once a run is over, and tells it: what happened in it, what the answer printed,
// where the test failed. Of all other clusters nothing is kept.
import type { SimulatedCluster } from 'simulator';
import { clusterOfTest } from 'testkit';
import { boundedModel } from '../../timeline/model/bounded-model.ts';
import type { FailedCheck } from '../../timeline/model/timeline-model.ts';
import { isLimit, type TestOutcome } from '../outcome.ts';
import type { TestTimeline, TimelineWish } from '../protocol.ts';

const messageMax = 240;

interface Kept {
  readonly outcome: TestOutcome;
  readonly number: number;
  readonly cluster: SimulatedCluster;
}

export class TimelineKeeper {
  readonly #wish: TimelineWish | undefined;
  #kept: Kept | undefined;

  constructor(wish: TimelineWish | undefined) {
    this.#wish = wish;
  }

  /** While the test's clusters are still held. */
  ended(outcome: TestOutcome): void {
    const wish = this.#wish;
    if (wish === undefined || !(outcome.state === 'fail' || wish.alsoPassing)) return;
    if (this.#kept !== undefined && outcome.id !== wish.test) return;
    const number = wish.cluster ?? outcome.notes.moment?.cluster;
    const cluster = number === undefined ? undefined : clusterOfTest(number);
    if (number !== undefined && cluster !== undefined) this.#kept = { outcome, number, cluster };
  }

  /** `undefined`: there is nothing to tell. */
  tell(): TestTimeline | undefined {
    if (this.#kept === undefined) return undefined;
    const { outcome, number, cluster } = this.#kept;
    const printed = outcome.logs.flatMap(({ level, text, place }) =>
      place?.cluster === number ? [{ ...place, text, isBad: level === 'error' || level === 'warn' }] : [],
    );
    const failedCheck = failedCheckOf(outcome, number);
    const aroundMs = failedCheck?.atMs ?? cluster.now;
    const groupId = this.#wish?.group;
    const options = {
      printed,
      ...(groupId === undefined ? {} : { groupId }),
      ...(failedCheck === undefined ? {} : { failedCheck }),
    };
    return { test: outcome.id, cluster: number, model: boundedModel(cluster, aroundMs, options) };
  }
}

function failedCheckOf({ state, errors, notes }: TestOutcome, number: number): FailedCheck | undefined {
  const [error] = errors;
  if (state !== 'fail' || error === undefined || notes.moment?.cluster !== number) return undefined;
  const message = error.message.length > messageMax ? `${error.message.slice(0, messageMax)}…` : error.message;
  const sentence = isLimit(error) ? message : `The test fails by this: ${message}`;
  return { ...notes.moment, sentence };
}
