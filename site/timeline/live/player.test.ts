import { describe, expect, it } from 'vitest';
import { timelineModel } from '../model/build.ts';
import { joined } from '../played.ts';
import { Player } from './player.ts';

const eager = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
const longer = timelineModel(joined('cooperative-sticky'), { fromMs: 9_000, toMs: 18_000 });

describe('a player', () => {
  it('has an axis as long as the longest of its runs', () => {
    expect(new Player([eager, longer]).axis).toEqual({ fromMs: 9_000, toMs: 18_000 });
  });

  it('plays at its speed, slower than a millisecond too, and stops at the end', () => {
    const player = new Player([eager]);
    player.play();
    player.advance(16);
    expect(player.playhead.value.ms).toBe(9_016);
    player.speed.value = 0.01;
    for (let frame = 0; frame < 10; frame += 1) player.advance(16);
    expect(player.playhead.value.ms).toBe(9_017);
    player.speed.value = 5;
    player.advance(2_000);
    expect([player.playhead.value.ms, player.isPlaying.value]).toEqual([14_000, false]);
    player.play();
    expect(player.playhead.value.ms).toBe(9_000);
  });

  it('goes to whole milliseconds on the axis', () => {
    const player = new Player([eager]);
    player.seek(12_000.4);
    expect(player.playhead.value.ms).toBe(12_000);
    player.seek(1e9);
    expect(player.playhead.value.ms).toBe(14_000);
    player.seek(-5);
    expect(player.playhead.value.ms).toBe(9_000);
  });

  it('moves by shares of what is seen, at least by a millisecond', () => {
    const player = new Player([eager], { ms: 12_000 });
    player.move(0.1);
    expect(player.playhead.value.ms).toBe(12_500);
    player.zoom(0.0001);
    player.move(-0.01);
    expect(player.playhead.value.ms).toBe(12_499);
  });

  it('keeps the playhead in sight when it is zoomed', () => {
    const player = new Player([eager], { ms: 10_000 });
    player.zoom(0.02);
    expect(player.isZoomed.value).toBe(true);
    player.seek(13_000);
    const { fromMs, toMs } = player.seen.value;
    expect(fromMs).toBeLessThan(13_000);
    expect(toMs).toBeGreaterThan(13_000);
    player.zoom(1_000);
    expect(player.isZoomed.value).toBe(false);
  });

  it('goes to what is worth a stop', () => {
    const player = new Player([eager]);
    const stops = [];
    for (let stop = 0; stop < 5; stop += 1) {
      player.toMark(1);
      stops.push(player.playhead.value.ms);
    }
    // The third consumer starts, the group rebalances, the gaps begin and end.
    expect(stops).toEqual([10_000, 10_005, 12_014, 12_018, 12_018]);
    player.toMark(-1);
    expect(player.playhead.value.ms).toBe(12_014);
  });

  it('steps by what the level of detail shows', () => {
    const player = new Player([eager], { ms: 12_000, level: 0 });
    player.step(1);
    const first = player.playhead.value;
    player.seek(12_000);
    player.level.value = 2;
    player.step(1);
    expect(player.playhead.value.ms).toBeLessThan(first.ms);
  });

  it('shows another part of the axis, never beyond its ends, and leaves the playhead where it is', () => {
    const player = new Player([eager], { ms: 10_000 });
    player.pan(0.5);
    expect(player.seen.value).toEqual(player.axis);
    player.zoom(0.2);
    const { fromMs, toMs } = player.seen.value;
    player.pan(0.5);
    expect(player.seen.value.fromMs).toBeCloseTo(fromMs + (toMs - fromMs) / 2);
    player.showFrom(1e9);
    expect(player.seen.value.toMs).toBe(14_000);
    player.pan(-100);
    expect(player.seen.value.fromMs).toBe(9_000);
    expect(player.playhead.value.ms).toBe(10_000);
  });
});
