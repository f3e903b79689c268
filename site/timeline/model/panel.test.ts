import { describe, expect, it } from 'vitest';
import { crashed, joined, played } from '../played.ts';
import { timelineModel } from './build.ts';
import { panelAt } from './panel.ts';
import { eventAt } from './steps.ts';

const eager = timelineModel(joined('range'));
const at = (ms: number, model = eager) => panelAt(model, { ms }, eventAt(model, ms, 0), 0);

describe('the panel beside a timeline', () => {
  it('says what happened in that instant, the latest last', () => {
    expect(at(12_017).sentences).toEqual([
      'billing is Stable in generation 3: who asks for its assignment is given it.',
      expect.stringContaining('c3 gets orders-4, orders-5.'),
    ]);
    expect(at(12_017).toldMs).toBe(12_017);
  });

  it('says who has no owner, and for how long that lasts in all', () => {
    const all = 'orders-0, orders-1, orders-2, orders-3, orders-4, orders-5';
    expect(at(12_014).unowned).toEqual([`${all} have no owner, for 4 ms`]);
    expect(at(12_018).unowned).toEqual([]);
  });

  it('tells the longest of many gaps, and how many more there are', () => {
    const gaps = eager.gaps.slice(0, 6).map((gap, partition) => {
      return { ...gap, partition, fromMs: 9_000, toMs: 16_000, lengthMs: 1_000 * (partition + 1) };
    });
    expect(at(10_000, { ...eager, gaps }).unowned).toEqual([
      'orders-5 has no owner, for 6 s',
      'orders-4 has no owner, for 5 s',
      'orders-3 has no owner, for 4 s',
      '3 more have no owner, for at most 3 s',
    ]);
  });

  it('shows where a member and the coordinator do not believe the same', () => {
    const [, c1, c2, c3] = at(12_014).parties;
    expect(c1).toMatchObject({
      name: 'c1',
      owns: 'nothing',
      state: 'waits to join',
      disagreement: 'coordinator: 0, 1, 2',
    });
    expect(c2?.disagreement).toBe('coordinator: 3, 4, 5');
    expect(c3).toMatchObject({ owns: 'nothing', disagreement: undefined });
    expect(at(9_000).parties.every(({ disagreement }) => disagreement === undefined)).toBe(true);
  });

  it('tells a crashed member that the coordinator has not missed yet', () => {
    const model = timelineModel(crashed());
    const [coordinator, , c2] = at(11_000, model).parties;
    expect(coordinator).toMatchObject({ state: 'Stable', memberId: '3 members' });
    expect(c2).toMatchObject({ state: 'not there', owns: '', disagreement: 'coordinator: 2, 3' });
  });

  it('says who is frozen or busy, and who holds what has become another’s', () => {
    const model = timelineModel(
      played({
        for: '60s',
        config: { 'max.poll.interval.ms': 10_000 },
        events: [{ at: '20s', blockPoll: 'c2', for: '20s' }],
      }),
    );
    expect(at(25_000, model).notices).toEqual([
      'The application of c2 is busy for 20 s and does not poll; its heartbeats go on.',
    ]);
    expect(at(36_000, model).notices[1]).toBe(
      'c2 and c1 both hold orders-3, orders-4, orders-5 to be theirs: c2 could not react: its application did not call poll; its member had left the group.',
    );
    expect(at(50_000, model).notices).toEqual([]);
  });

  it('leaves offsets that nobody knows empty', () => {
    expect(at(0).offsets[0]).toEqual({ partition: 'orders-0', position: '', committed: '', logEnd: '', lag: '' });
  });
});
