import { provideHost } from 'simulator';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import { timelineModel } from '../../timeline/model/build.ts';
import { played } from '../../timeline/played.ts';
import { presets } from '../presets.ts';
import type { Written } from '../protocol.ts';
import { RecentTrace } from './recent-trace.ts';
import { Session } from './session.ts';

provideHost({ turn: () => Promise.resolve() });

const never = () => false;

function session(scenario: Written): Session {
  const opened = Session.open(scenario, assignorsByName);
  if ('problems' in opened) throw new Error(opened.problems.map(({ text }) => text).join('\n'));
  return opened.session;
}

const preset = (key: string): Written => presets.find((each) => each.key === key)?.scenario ?? {};

describe('a session', { timeout: 60_000 }, () => {
  it('is the same in whatever steps time passes', async () => {
    const once = session(preset('leave'));
    await once.advance(20_000, undefined, never);
    const often = session(preset('leave'));
    for (let ms = 0; ms <= 20_000; ms += 370.5) await often.advance(ms, undefined, never);
    await often.advance(20_000, undefined, never);
    expect(often.look()).toEqual(once.look());
    expect(often.picture(undefined, 20_000)).toEqual(once.picture(undefined, 20_000));
  });

  it('goes on with further events as if it had begun with them', async () => {
    const quiet = preset('quiet');
    const longer = { ...quiet, events: [{ at: '10001ms', crash: 'c2' }] };
    const poked = session(quiet);
    await poked.advance(10_000, undefined, never);
    expect(poked.extend({ ...quiet, events: [{ at: '10001ms', crash: 'c9' }] })).toMatchObject([
      { path: ['events', 0, 'crash'] },
    ]);
    expect(poked.extend({ ...longer, seed: 8 })).toBeUndefined();
    expect(poked.extend(longer)).toEqual([]);
    await poked.advance(25_000, undefined, never);
    const whole = session(longer);
    await whole.advance(25_000, undefined, never);
    expect(poked.picture(undefined, 25_000)).toEqual(whole.picture(undefined, 25_000));
  });

  it('stops where the next rebalance begins', async () => {
    const one = session(preset('leave'));
    await one.advance(8000, undefined, never);
    await one.advance(Number.MAX_SAFE_INTEGER, 'rebalance', never);
    expect(one.now).toBeGreaterThanOrEqual(12_000);
    expect(one.now).toBeLessThan(12_100);
    expect(one.look().groups).toMatchObject([{ groupId: 'billing', state: 'PreparingRebalance' }]);
  });

  it('comes to its end, and says so', async () => {
    const one = session({ ...preset('quiet'), for: '5s' });
    await one.advance(9000, undefined, never);
    expect(one.now).toBe(5000);
    expect(one.ending).toBe('The scenario has come to its end.');
  });

  it('tells what each process and broker is doing', async () => {
    const one = session(preset('session-timeout'));
    await one.advance(13_000, undefined, never);
    expect(one.look()).toMatchObject({
      consumers: [
        { name: 'c1', groupId: 'billing', state: 'running' },
        { name: 'c2', state: 'crashed' },
        { name: 'c3', state: 'running' },
      ],
      topics: [{ name: 'orders', partitions: 6 }],
    });
  });

  it('refuses what is no scenario, with the parser’s words', () => {
    const opened = Session.open({ for: '1m', topics: {}, evnts: [] }, assignorsByName);
    expect(opened).toMatchObject({ problems: [{ path: ['evnts'] }] });
  });
});

describe('what the presets promise', { timeout: 60_000 }, () => {
  const rebalancesAfter = async (scenario: Written, fromMs: number, untilMs: number) => {
    const one = session(scenario);
    await one.advance(untilMs, undefined, never);
    const { states, gaps } = one.picture(undefined, untilMs - fromMs);
    return {
      preparing: states.filter(({ state, ...span }) => state === 'PreparingRebalance' && span.fromMs > fromMs),
      gaps,
    };
  };

  it.each([
    ['quiet', 0],
    ['join', 2],
    ['leave', 1],
    ['session-timeout', 1],
    ['poll-interval', 1],
    ['partitions', 1],
    ['subscription', 2],
    ['static', 0],
    ['slow', 0],
    ['fail-over', 0],
  ])('%s: %i rebalances', async (key, count) => {
    const { preparing } = await rebalancesAfter(preset(key), 8000, 35_000);
    expect(preparing).toHaveLength(count);
  });

  it('a storm goes on and on', async () => {
    const { preparing } = await rebalancesAfter(preset('storm'), 5000, 60_000);
    expect(preparing.length).toBeGreaterThan(4);
  });

  it('a crash during a rebalance holds up all others until the session runs out', async () => {
    const { preparing } = await rebalancesAfter(preset('crash-in-rebalance'), 8000, 35_000);
    const [first] = preparing;
    expect((first?.toMs ?? 0) - (first?.fromMs ?? 0)).toBeGreaterThan(9000);
  });
});

describe('a trace of which only the last moments are to be seen', { timeout: 60_000 }, () => {
  const window = { fromMs: 70_000, toMs: 90_000 };

  it('is much shorter, and gives the same picture', () => {
    const run = played({
      for: '90s',
      consumers: { 'c1..c3': { group: 'billing' } },
      events: [{ at: '75s', crash: 'c2' }],
    });
    const trace = new RecentTrace().of(run.trace, window.fromMs);
    expect(trace.length).toBeLessThan(run.trace.length * 0.75);
    const whole = timelineModel(run, window);
    const recent = timelineModel({ trace, now: run.now }, window);
    for (const part of [
      'bars',
      'gaps',
      'states',
      'rebalances',
      'callbacks',
      'faults',
      'lanes',
      'partitions',
      'lag',
    ] as const)
      expect(recent[part], part).toEqual(whole[part]);
  });

  it('is gathered in steps as it is at once', () => {
    const run = played({ for: '90s', consumers: { 'c1..c3': { group: 'billing' } } });
    const steps = new RecentTrace();
    for (let ms = 0; ms < 70_000; ms += 7000) steps.of(run.trace, ms);
    expect(steps.of(run.trace, 70_000)).toEqual(new RecentTrace().of(run.trace, 70_000));
  });
});
