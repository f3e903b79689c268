import { describe, expect, it } from 'vitest';
import type { ShortResult } from '../hand-in/hand-in.ts';
import { type Answer, type Judge, JudgeQueue, type Judging } from './judge-queue.ts';

const passed: ShortResult = { passed: true, rules: 1, passedRules: ['R1'], failedRules: [] };
const answer = (slug: string, source: string): Answer => ({ person: 'Ada', slug, source });

/** A judge whose runs end when the test says so. */
function byHand() {
  const log: string[] = [];
  const states: Judging[] = [];
  let settle: { resolve(result: ShortResult | undefined): void; reject(error: Error): void } | undefined;
  const judge: Judge = {
    judge(slug, source) {
      log.push(`run ${slug} ${source}`);
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
      });
    },
    cancel: () => settle?.resolve(undefined),
    rest: () => log.push('rest'),
  };
  const queue = new JudgeQueue({
    judge,
    onState: (state) => states.push(state),
    onJudged: ({ slug, source }) => {
      log.push(`judged ${slug} ${source}`);
      return Promise.resolve();
    },
    onTrouble: ({ source }, error) => log.push(`trouble ${source} ${(error as Error).message}`),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    queue,
    log,
    states,
    async ends(result: ShortResult | Error) {
      if (result instanceof Error) settle?.reject(result);
      else settle?.resolve(result);
      await turn();
    },
    turn,
  };
}

describe('the queue of answers to run', () => {
  it('runs one at a time, those of one exercise in a row, and tells how far it is', async () => {
    const { queue, log, states, ends } = byHand();
    queue.add([answer('b', '1'), answer('a', '1'), answer('b', '2')]);
    await ends(passed);
    await ends(passed);
    await ends(passed);
    expect(log).toEqual(['run a 1', 'judged a 1', 'run b 1', 'judged b 1', 'run b 2', 'judged b 2', 'rest']);
    expect(states.map((state) => (state.kind === 'running' ? `${state.done}/${state.total}` : state.kind))).toEqual([
      '0/3',
      '1/3',
      '2/3',
      'resting',
    ]);
  });

  it('does not run again what waits or is being run, and takes in what arrives meanwhile', async () => {
    const { queue, log, ends } = byHand();
    queue.add([answer('a', '1')]);
    queue.add([answer('a', '1'), answer('a', '2')]);
    queue.add([answer('a', '2')]);
    await ends(passed);
    await ends(passed);
    expect(log).toEqual(['run a 1', 'judged a 1', 'run a 2', 'judged a 2', 'rest']);
  });

  it('is called off: what is being run counts for nothing, what was judged stays, and it can begin again', async () => {
    const { queue, log, states, ends, turn } = byHand();
    queue.add([answer('a', '1'), answer('a', '2'), answer('a', '3')]);
    await ends(passed);
    queue.cancel();
    await turn();
    expect(log).toEqual(['run a 1', 'judged a 1', 'run a 2', 'rest']);
    expect(states.at(-1)).toEqual({ kind: 'resting' });
    queue.add([answer('a', '2')]);
    await ends(passed);
    expect(log.slice(4)).toEqual(['run a 2', 'judged a 2', 'rest']);
  });

  it('goes on after one that could not be run', async () => {
    const { queue, log, ends } = byHand();
    queue.add([answer('a', '1'), answer('a', '2')]);
    await ends(new Error('no sandbox'));
    await ends(passed);
    expect(log).toEqual(['run a 1', 'trouble 1 no sandbox', 'run a 2', 'judged a 2', 'rest']);
  });
});
