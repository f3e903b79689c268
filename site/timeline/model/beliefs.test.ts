import { describe, expect, it } from 'vitest';
import { crashed, joined } from '../played.ts';
import { type Beliefs, beliefsAt } from './beliefs.ts';
import { timelineModel } from './build.ts';
import { eventAt, eventIn, stepFrom } from './steps.ts';

const eager = timelineModel(joined('range'));
const names = (beliefs: Beliefs, model = eager) =>
  Object.fromEntries(
    beliefs.members.map(({ lane, owned, stored }) => [model.lanes[lane]?.name, [owned.join(), stored.join()]]),
  );

describe('what each party believes at a moment', () => {
  it('is nothing before anything was told', () => {
    const { coordinator, members, offsets } = beliefsAt(eager, { ms: -1 });
    expect(coordinator).toBeUndefined();
    expect(members.map(({ state }) => state)).toEqual(['gone', 'gone', 'gone']);
    expect(offsets.every(({ position, committed, logEnd }) => position + committed + logEnd === -3)).toBe(true);
  });

  it('is the same on both sides in a group at rest', () => {
    const beliefs = beliefsAt(eager, { ms: 9_000 });
    expect(names(beliefs)).toEqual({ c1: ['0,1,2', '0,1,2'], c2: ['3,4,5', '3,4,5'], c3: ['', ''] });
    expect(beliefs.coordinator).toMatchObject({ state: 'Stable', generationId: 2, leader: 'c1', memberCount: 2 });
    expect(beliefs.members.slice(0, 2).map(({ state, generationId }) => [state, generationId])).toEqual([
      ['STABLE', 2],
      ['STABLE', 2],
    ]);
  });

  it('differs while a consumer has given up what the coordinator still has stored for it', () => {
    const revoked = beliefsAt(eager, { ms: 12_014 });
    expect(names(revoked)).toEqual({ c1: ['', '0,1,2'], c2: ['', '3,4,5'], c3: ['', ''] });
  });

  it('goes event by event within one millisecond', () => {
    const first = eventAt(eager, 12_013, 0);
    const next = stepFrom(eager, first, 1, 0);
    const event = eventIn(eager, next ?? -1);
    expect(event).toMatchObject({
      atMs: 12_014,
      sentence: 'c1 owns nothing now: it reads nothing until it is assigned partitions.',
    });
    expect(names(beliefsAt(eager, { ms: 12_014, index: event.index }))).toEqual({
      c1: ['', '0,1,2'],
      c2: ['3,4,5', '3,4,5'],
      c3: ['', ''],
    });
  });

  it('keeps a crashed member in the coordinator’s books until its session expires', () => {
    const model = timelineModel(crashed());
    const [mourned, removed] = [11_000, 17_000].map((ms) => beliefsAt(model, { ms }));
    expect(mourned && [names(mourned, model).c2, mourned.coordinator?.memberCount]).toEqual([['', '2,3'], 3]);
    expect(removed && [names(removed, model).c2, removed.coordinator?.memberCount]).toEqual([['', ''], 2]);
  });

  it('tells positions, commits and log ends as they grow', () => {
    const [early, late] = [6_000, 20_000].map((ms) => beliefsAt(eager, { ms }).offsets);
    // A partition that no key of the load falls into stays at 0.
    const grown = (late ?? []).filter(({ logEnd }) => logEnd > 0);
    expect(grown.length).toBeGreaterThan(2);
    for (const after of grown) {
      const before = early?.[late?.indexOf(after) ?? -1];
      expect(after.position).toBeGreaterThan(before?.position ?? Number.NaN);
      expect(after.committed).toBeGreaterThan(before?.committed ?? Number.NaN);
      expect(after.logEnd).toBeGreaterThanOrEqual(after.position);
      expect(after.position).toBeGreaterThanOrEqual(after.committed);
    }
  });

  it('does not depend on where the window begins', () => {
    const late = timelineModel(joined('range'), { fromMs: 11_000, toMs: 13_000 });
    expect(beliefsAt(late, { ms: 12_000 })).toEqual(beliefsAt(eager, { ms: 12_000 }));
  });
});
