import { describe, expect, it } from 'vitest';
import type { Ending, TestOutcome } from '../runner/outcome.ts';
import type { Replay, ReplayOf, StrippedAnswer } from '../runner/page/runner.ts';
import { timelineModel } from '../timeline/model/build.ts';
import { TimeTravel, type Wanted } from './time-travel.ts';

const model = timelineModel({ trace: [], now: 0 });
const answer = { path: '/a.ts', code: 'as it was run' };
const wanted: Wanted = { test: 'R1: a', cluster: undefined, group: undefined, side: 'yours' };

function outcome(id = 'R1: a', digest = 7): TestOutcome {
  const clusters = [{ number: 1, name: 'cluster', eventCount: 40, endMs: 900, digest }];
  const notes = { clusters, clustersDropped: 0, moment: { cluster: 1, atMs: 300, eventIndex: 20 } };
  const none = { errors: [], logs: [], logsDropped: 0, evidence: undefined };
  return { id, name: id, state: 'fail', durationMs: 1, ...none, notes };
}

function replayOf(outcomes: readonly TestOutcome[], ending: Ending = { kind: 'finished' }): Replay {
  const [first] = outcomes;
  return {
    report: { collected: [], outcomes, ending, logs: [], durationMs: 1 },
    timeline: first && ending.kind === 'finished' ? { test: first.id, cluster: 1, model } : undefined,
  };
}

function travel(replay: () => Promise<Replay> = async () => replayOf([outcome()]), isRunning = () => false) {
  const asked: (readonly [code: string, of: ReplayOf])[] = [];
  const timeTravel = new TimeTravel({
    runner: {
      replay: ({ code }: StrippedAnswer, of) => {
        asked.push([code, of]);
        return replay();
      },
    },
    loadSolution: async () => ({ source: '', code: 'the solution', walkthroughHtml: '' }),
    path: '/a.ts',
    isRunning,
  });
  timeTravel.ran(answer, [outcome()], false);
  return { asked, timeTravel };
}

describe('the timeline of a test', () => {
  it('is played with the code that was run, once', async () => {
    const { asked, timeTravel } = travel();
    await Promise.all([timeTravel.play(wanted), timeTravel.play(wanted)]);
    await timeTravel.play(wanted);
    expect(asked).toEqual([['as it was run', { test: 'R1: a' }]]);
    expect(timeTravel.stateOf(wanted)).toMatchObject({ kind: 'played', played: { cluster: 1, differs: false } });
  });

  it('is that of the run itself where that has told it', async () => {
    const { asked, timeTravel } = travel();
    timeTravel.told({ test: 'R1: a', cluster: 1, model });
    await timeTravel.play(wanted);
    expect([asked, timeTravel.stateOf(wanted)?.kind]).toEqual([[], 'played']);
  });

  it('says so when the run went otherwise this time', async () => {
    const { timeTravel } = travel(async () => replayOf([outcome('R1: a', 8)]));
    await timeTravel.play(wanted);
    expect(timeTravel.stateOf(wanted)).toMatchObject({ played: { differs: true } });
  });

  it('is the end of the run where it came to another one', async () => {
    const ending: Ending = { kind: 'endless-loop', during: 'R1: a', line: 3 };
    const { timeTravel } = travel(async () => replayOf([], ending));
    await timeTravel.play(wanted);
    expect(timeTravel.stateOf(wanted)).toEqual({ kind: 'ended', ending });
  });

  it('can be asked for again after a run has come between', async () => {
    const endings: Ending[] = [{ kind: 'cancelled' }, { kind: 'finished' }];
    const { timeTravel } = travel(async () => replayOf([outcome()], endings.shift()));
    await timeTravel.play(wanted);
    expect(timeTravel.stateOf(wanted)).toBeUndefined();
    await timeTravel.play(wanted);
    expect(timeTravel.stateOf(wanted)?.kind).toBe('played');
  });

  it('never calls off a run that is under way', async () => {
    const { asked, timeTravel } = travel(undefined, () => true);
    await timeTravel.play(wanted);
    expect([asked, timeTravel.stateOf(wanted)]).toEqual([[], undefined]);
  });

  it('is forgotten once the test has run anew, also where it was being played', async () => {
    let end = (_: Replay) => {};
    const { timeTravel } = travel(() => new Promise((resolve) => (end = resolve)));
    const playing = timeTravel.play(wanted);
    await Promise.resolve();
    timeTravel.ran({ ...answer, code: 'newer' }, [outcome()], false);
    end(replayOf([outcome()]));
    await playing;
    expect(timeTravel.stateOf(wanted)).toBeUndefined();
  });

  it('of the reference is that of the solution, whose run may differ', async () => {
    const { asked, timeTravel } = travel(async () => replayOf([outcome('R1: a', 99)]));
    await timeTravel.play({ ...wanted, side: 'reference', cluster: 1 });
    expect(asked).toEqual([['the solution', { test: 'R1: a', cluster: 1 }]]);
    expect(timeTravel.stateOf({ ...wanted, side: 'reference', cluster: 1 })).toMatchObject({
      played: { differs: false },
    });
  });

  it('is that of the group that is asked for, beside the others', async () => {
    const { asked, timeTravel } = travel();
    const ofGroup = { ...wanted, group: 'the audit' };
    await timeTravel.play(wanted);
    expect(timeTravel.stateOf(ofGroup)).toBeUndefined();
    await timeTravel.play(ofGroup);
    expect(asked.map(([, of]) => of)).toEqual([{ test: 'R1: a' }, { test: 'R1: a', group: 'the audit' }]);
    expect([timeTravel.stateOf(wanted)?.kind, timeTravel.stateOf(ofGroup)?.kind]).toEqual(['played', 'played']);
    timeTravel.ran(answer, [outcome()], false);
    expect([timeTravel.stateOf(wanted), timeTravel.stateOf(ofGroup)]).toEqual([undefined, undefined]);
  });

  it('is not played unasked where the results are of another visit', () => {
    const { timeTravel } = travel();
    expect(timeTravel.mayPlayUnasked('R1: a')).toBe(true);
    timeTravel.ran(answer, [outcome()], true);
    expect([timeTravel.knows('R1: a'), timeTravel.mayPlayUnasked('R1: a')]).toEqual([true, false]);
  });
});
