import { describe, expect, it } from 'vitest';
import { joined } from './played.ts';
import { renderTimeline, timelineModel } from './static.tsx';

describe('a timeline without scripts', () => {
  const model = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
  const html = renderTimeline(model, { id: 'eager', title: 'Eager', subtitle: 'range' });

  it('is drawn at two widths, of which each has ids of its own', () => {
    expect(html.match(/<svg/g)).toHaveLength(2);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id?.startsWith('eager-'))).toBe(true);
  });

  it('says above the drawing, and to who cannot see it, what it shows', () => {
    expect(html).toContain('aria-label="Timeline: Eager. All partitions have no owner for 4 ms.');
  });

  it('has its content as tables', () => {
    expect(html).toContain('<caption>Without an owner</caption>');
    expect(html).toContain('<td>c3 joins</td>');
  });

  it('holds no number that is none', () => {
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });
});
