import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Announcements } from './announcements.ts';
import { DraftKeeper, RETRY_MS, SAVE_PAUSE_MS } from './draft-keeper.ts';
import type { DraftKeeperOptions } from './draft-state.ts';
import { MemoryStore } from './memory-store.ts';
import { DRAFT, type Draft } from './records.ts';
import type { Store } from './store.ts';
import type { Unloaded, UnloadSlot } from './unload-slot.ts';

const SLUG = 'range-assignor';
const KEY = DRAFT.key(SLUG);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

class Tabs {
  readonly #heard = new Set<() => void>();
  join(): Announcements {
    let mine: (() => void) | undefined;
    return {
      announce: () => {
        for (const heard of this.#heard) if (heard !== mine) heard();
      },
      listen: (heard) => {
        mine = heard;
        this.#heard.add(heard);
        return () => this.#heard.delete(heard);
      },
    };
  }
}

function memorySlot(): UnloadSlot & { content: Unloaded | undefined } {
  const slot: UnloadSlot & { content: Unloaded | undefined } = {
    content: undefined,
    put: (text) => {
      slot.content = text;
    },
    take: () => slot.content,
    clear: () => {
      slot.content = undefined;
    },
  };
  return slot;
}

const store = (): MemoryStore => new MemoryStore();
const alone: Announcements = { announce: () => {}, listen: () => () => {} };

let tabCount = 0;
function keeper(options: Partial<DraftKeeperOptions> & Pick<DraftKeeperOptions, 'store'>): DraftKeeper {
  return new DraftKeeper({
    slot: memorySlot(),
    announcements: alone,
    slug: SLUG,
    starter: 'starter',
    exerciseVersion: 'v1',
    tab: `tab${++tabCount}`,
    now: Date.now,
    onState: () => {},
    ...options,
  });
}

const storedDraft = async (from: Store): Promise<Draft> => (await from.get(KEY)) as Draft;
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('saving', () => {
  it('begins with the starter where nothing is kept', async () => {
    expect((await keeper({ store: store() }).open()).source).toBe('starter');
  });

  it('saves at a pause in typing', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    one.edited('a');
    await vi.advanceTimersByTimeAsync(SAVE_PAUSE_MS - 1);
    expect(await kept.get(KEY)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect((await storedDraft(kept)).source).toBe('a');
    expect(one.state.saving.kind).toBe('saved');
  });

  it('never leaves a second of steady typing unsaved', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    let text = '';
    for (let ms = 0; ms < 5000; ms += 100) {
      text += 'x';
      one.edited(text);
      await vi.advanceTimersByTimeAsync(100);
      const saved = ((await kept.get(KEY)) as Draft | undefined)?.source.length ?? 0;
      expect((text.length - saved) * 100).toBeLessThan(1000);
    }
  });

  it('brings a draft back in a new page', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    one.edited('mine');
    await one.flush();
    expect((await keeper({ store: kept }).open()).source).toBe('mine');
  });

  it('brings back text that was typed just before the page went away', async () => {
    const kept = store();
    const slot = memorySlot();
    const one = keeper({ store: kept, slot });
    await one.open();
    one.edited('mine');
    await one.flush();
    one.edited('mine, and the last key');
    kept.fault = new Error('the page is gone');
    one.leaving();
    one.dispose();
    await settle();
    kept.fault = undefined;
    const next = keeper({ store: kept, slot });
    expect((await next.open()).source).toBe('mine, and the last key');
    expect((await storedDraft(kept)).source).toBe('mine, and the last key');
    expect(slot.content).toBeUndefined();
  });

  it('keeps text of a closed page beside a draft that went on without it', async () => {
    const kept = store();
    const slot = memorySlot();
    slot.put({ source: 'old tab', baseVersion: 'v1', revision: 0, savedAt: 5 });
    const other = keeper({ store: kept });
    await other.open();
    other.edited('went on');
    await other.flush();
    const opening = await keeper({ store: kept, slot }).open();
    expect(opening.source).toBe('went on');
    expect(opening.copies.map(({ copy }) => copy.source)).toEqual(['old tab']);
  });
});

describe('reset', () => {
  it('can be taken back after a reload', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    one.edited('mine');
    await one.replace('starter', 'starter');
    const next = keeper({ store: kept });
    expect((await next.open()).source).toBe('starter');
    expect(next.state.previous?.replacedBy).toBe('starter');
    expect(await next.undoReplace()).toBe('mine');
  });

  it('loses nothing that was typed after it when it is taken back', async () => {
    const one = keeper({ store: store() });
    await one.open();
    one.edited('mine');
    await one.replace('starter', 'starter');
    one.edited('starter, new idea');
    expect(await one.undoReplace()).toBe('mine');
    expect(await one.undoReplace()).toBe('starter, new idea');
  });
});

describe('two tabs', () => {
  async function pair() {
    const kept = store();
    const tabs = new Tabs();
    const [one, two] = [
      keeper({ store: kept, announcements: tabs.join() }),
      keeper({ store: kept, announcements: tabs.join() }),
    ];
    await one.open();
    await two.open();
    return { kept, one, two };
  }

  it('does not overwrite what the other saved', async () => {
    const { kept, one, two } = await pair();
    one.edited('one');
    await one.flush();
    two.edited('two');
    await two.flush();
    expect((await storedDraft(kept)).source).toBe('one');
    expect(two.state.conflict?.source).toBe('one');
  });

  it('tells an idle tab that another one went on', async () => {
    const { one, two } = await pair();
    one.edited('one');
    await one.flush();
    await settle();
    expect(two.state.conflict?.source).toBe('one');
  });

  it('notices without announcements too', async () => {
    const kept = store();
    const [one, two] = [keeper({ store: kept }), keeper({ store: kept })];
    await one.open();
    await two.open();
    one.edited('one');
    await one.flush();
    two.edited('two');
    await two.flush();
    expect(two.state.conflict?.source).toBe('one');
  });

  it('keeps the unsaved text over a killed browser while nobody has chosen', async () => {
    const { kept, one, two } = await pair();
    one.edited('one');
    await one.flush();
    two.edited('two');
    await two.flush();
    const opening = await keeper({ store: kept }).open();
    expect(opening.source).toBe('one');
    expect(opening.copies.map(({ copy }) => copy.source)).toEqual(['two']);
  });

  it('uses the other text on request and keeps its own for undo', async () => {
    const { kept, one, two } = await pair();
    one.edited('one');
    await one.flush();
    two.edited('two');
    await two.flush();
    expect(await two.useOtherTab()).toBe('one');
    expect(await two.undoReplace()).toBe('two');
    expect((await keeper({ store: kept }).open()).copies).toEqual([]);
  });

  it('keeps its own text on request and the other one for undo', async () => {
    const { kept, one, two } = await pair();
    one.edited('one');
    await one.flush();
    two.edited('two');
    await two.flush();
    await two.keepMine();
    expect((await storedDraft(kept)).source).toBe('two');
    expect(two.state.conflict).toBeUndefined();
    expect(await two.undoReplace()).toBe('one');
  });

  it('does not quarrel over the same text', async () => {
    const { one, two } = await pair();
    one.edited('same');
    await one.flush();
    two.edited('same');
    await two.flush();
    await settle();
    expect([one.state.conflict, two.state.conflict]).toEqual([undefined, undefined]);
  });

  it('does not take its own saves for those of another tab', async () => {
    const { one, two } = await pair();
    for (const text of ['a', 'ab', 'abc', 'abcd']) {
      one.edited(text);
      const saved = one.flush();
      one.edited(`${text} `);
      await saved;
    }
    await settle();
    expect(one.state.conflict).toBeUndefined();
    expect(two.state.conflict).toBeDefined();
  });
});

describe('records that cannot be read', () => {
  const put = (to: MemoryStore, value: unknown): Promise<void> =>
    to.change(KEY, () => ({ writes: [[KEY, value]], result: undefined }));

  it.each([
    ['a damaged one', { version: 1, slug: SLUG, source: 7 }, /is damaged at "source"/],
    ['one from a newer version', { version: 2, slug: SLUG, text: 'mine' }, /was written by a newer version/],
    ['something else altogether', 'gibberish', /is damaged/],
  ])('sets %s aside and goes on with the starter', async (_, raw, why) => {
    const kept = store();
    await put(kept, raw);
    const one = keeper({ store: kept });
    const opening = await one.open();
    expect(opening.source).toBe('starter');
    expect(opening.setAside[0]?.raw).toEqual(raw);
    expect(opening.setAside[0]?.why).toMatch(why);
    one.edited('going on');
    await one.flush();
    expect((await storedDraft(kept)).source).toBe('going on');
    expect((await keeper({ store: kept }).open()).setAside[0]?.raw).toEqual(raw);
  });

  it('forgets it when it is told to', async () => {
    const kept = store();
    await put(kept, 'gibberish');
    const one = keeper({ store: kept });
    const [aside] = (await one.open()).setAside;
    await one.discard(aside?.key ?? '');
    expect((await keeper({ store: kept }).open()).setAside).toEqual([]);
  });

  it('sets one aside that appears between load and save', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    await put(kept, 'gibberish');
    one.edited('mine');
    await one.flush();
    expect((await storedDraft(kept)).source).toBe('mine');
    expect((await keeper({ store: kept }).open()).setAside[0]?.raw).toBe('gibberish');
  });
});

describe('storage that fails', () => {
  it('goes on with the starter where storage is forbidden, and says why', async () => {
    const kept = store();
    kept.fault = new DOMException('no', 'SecurityError');
    const one = keeper({ store: kept });
    expect((await one.open()).source).toBe('starter');
    expect(one.state.saving).toEqual({ kind: 'failing', reason: 'the browser does not let this site keep data' });
  });

  it('says that the disk is full, and saves everything once it is not', async () => {
    const kept = store();
    const one = keeper({ store: kept });
    await one.open();
    kept.fault = new DOMException('full', 'QuotaExceededError');
    one.edited('mine');
    await one.flush();
    expect(one.state.saving).toMatchObject({ kind: 'failing', reason: expect.stringContaining('is full') });
    one.edited('mine and more');
    kept.fault = undefined;
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect((await storedDraft(kept)).source).toBe('mine and more');
    expect(one.state.saving.kind).toBe('saved');
  });

  it('does not overwrite a draft that it could not read at first', async () => {
    const kept = store();
    const before = keeper({ store: kept });
    await before.open();
    before.edited('from yesterday');
    await before.flush();
    kept.fault = new Error('busy');
    const one = keeper({ store: kept });
    await one.open();
    one.edited('today');
    kept.fault = undefined;
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect((await storedDraft(kept)).source).toBe('from yesterday');
    expect(one.state.conflict?.source).toBe('from yesterday');
  });
});

describe('an exercise that changed', () => {
  it('keeps the draft and knows for which version it was begun', async () => {
    const kept = store();
    const before = keeper({ store: kept });
    await before.open();
    before.edited('mine');
    await before.flush();
    const one = keeper({ store: kept, exerciseVersion: 'v2', starter: 'new starter' });
    expect((await one.open()).source).toBe('mine');
    expect(one.state.baseVersion).toBe('v1');
    await one.replace('new starter', 'starter', 'v2');
    expect(one.state.baseVersion).toBe('v2');
    expect(await one.undoReplace()).toBe('mine');
    expect(one.state.baseVersion).toBe('v1');
    await one.acceptExercise();
    expect((await storedDraft(kept)).baseVersion).toBe('v2');
  });
});
