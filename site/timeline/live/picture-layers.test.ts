import { describe, expect, it } from 'vitest';
import { layout } from '../layout/layout.ts';
import type { Picture } from '../layout/picture.ts';
import { timelineModel } from '../model/build.ts';
import { played } from '../played.ts';
import { layersOf, titleAt } from './picture-layers.ts';

const model = timelineModel(
  played({
    topics: { orders: 240 },
    consumers: { 'c1..c3': { group: 'billing' }, c4: { group: 'billing', start: '8s' } },
  }),
);
const dense = layout(model, 'partitions', { width: 900, level: 1 });
const layers = layersOf(dense);

const listsOf = (picture: Partial<Picture>): readonly (readonly [string, readonly unknown[]])[] =>
  Object.entries(picture).flatMap(([name, list]) => (Array.isArray(list) ? [[name, list] as const] : []));

describe('the layers of a picture', () => {
  it('are made only where there are many marks', () => {
    expect(layers).toBeDefined();
    expect(layersOf(layout(model, 'partitions', { width: 900, level: 1, fromMs: 0, toMs: 1 }))).toBeUndefined();
  });

  it('hold each mark once', () => {
    for (const [name, all] of listsOf(dense)) {
      if (name === 'leftOut') continue;
      const parts = [layers?.below, layers?.marks, layers?.above].flatMap((layer) =>
        listsOf(layer ?? {}).flatMap(([list, marks]) => (list === name ? marks : [])),
      );
      expect(parts.length, name).toBe(all.length);
    }
    expect(layers?.above.group).toBe(dense.group);
    expect(layers?.below.group).toBeUndefined();
  });

  it('know what a mark of the canvas says, also a thin one', () => {
    const [bar] = dense.bars;
    const [gap] = dense.gaps;
    if (layers === undefined || bar === undefined || gap === undefined) throw new Error('The picture has no marks.');
    expect(titleAt(layers.marks, bar.x + 1, bar.y + 1)).toBe(bar.title);
    expect(titleAt(layers.marks, (gap.x1 + gap.x2) / 2, gap.y + 1)).toContain('Nobody owned');
    expect(titleAt(layers.marks, 1, 1)).toBeUndefined();
  });
});
