import renderToString from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { timelineModel } from '../model/build.ts';
import { joined } from '../played.ts';
import { pressed, timelineKeys } from './keys.ts';
import { chooseDepth, isLogShown, toggleLog } from './log-choice.ts';
import { Player } from './player.ts';
import { Timeline } from './timeline.tsx';

const eager = timelineModel(joined('range'), { fromMs: 9_000, toMs: 14_000 });
const cooperative = timelineModel(joined('cooperative-sticky'), { fromMs: 9_000, toMs: 18_000 });

describe('a live timeline', () => {
  const html = renderToString(
    <Timeline
      id="both"
      runs={[
        { model: eager, title: 'Eager', subtitle: 'range' },
        { model: cooperative, title: 'Cooperative' },
      ]}
      start={{ ms: 12_014 }}
    />,
  );

  it('draws its runs on one axis, each with a playhead that says where it is and what has happened', () => {
    const widths = [...html.matchAll(/<rect x="([\d.]+)" y="0" width="([\d.]+)"/g)].map(([, x, width]) => [x, width]);
    expect(widths).toHaveLength(2);
    expect(widths[0]).toEqual(widths[1]);
    expect(html.match(/role="slider"/g)).toHaveLength(2);
    expect(html).toContain('aria-valuenow="12014"');
    expect(html).toMatch(/aria-valuetext="12\.014 s: c2 [^"]+"/);
  });

  it('says beside it what each believes, and who has no owner', () => {
    expect(html).toContain('<h3>Eager, at 12.014 s</h3>');
    expect(html).toContain('have no owner, for 4 ms.');
    expect(html).toContain('coordinator: 0, 1, 2');
  });

  it('shows log lines on request, by button or key, for all timelines alike', () => {
    expect(html).not.toContain('What Kafka 4.0 would log');
    const player = new Player([eager]);
    pressed(player, { key: 'l', shiftKey: false });
    try {
      const shown = renderToString(<Timeline id="log" runs={[{ model: eager }]} start={{ ms: 12_014 }} />);
      expect(shown).toContain('aria-label="Log lines at 12.014 s"');
      expect(shown).toMatch(/12\.014 s<\/span> <span class="timeline-log-level">INFO<\/span>.*\(Re-\)joining group/s);
      expect(shown).not.toContain('Received successful Heartbeat response');
      chooseDepth('DEBUG');
      expect(renderToString(<Timeline id="log" runs={[{ model: eager }]} start={{ ms: 12_012 }} />)).toContain(
        'Sending Heartbeat request with generation 2',
      );
    } finally {
      chooseDepth('INFO');
      if (isLogShown.value) toggleLog();
    }
  });

  it('has no two ids alike', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the keys of a playhead', () => {
  const press = (player: Player, key: string, shiftKey = false) => pressed(player, { key, shiftKey });

  it('step, move, zoom and play', () => {
    const player = new Player([eager], { ms: 12_000 });
    expect(press(player, 'ArrowRight')).toBe(true);
    const stepped = player.playhead.value.ms;
    expect(stepped).toBeGreaterThan(12_000);
    press(player, 'ArrowLeft');
    expect(player.playhead.value.ms).toBeLessThan(stepped);
    press(player, 'ArrowRight', true);
    press(player, '+', true);
    expect(player.isZoomed.value).toBe(true);
    press(player, '0');
    expect(player.isZoomed.value).toBe(false);
    press(player, 'End');
    expect(player.playhead.value.ms).toBe(14_000);
    press(player, ' ');
    expect([player.isPlaying.value, player.playhead.value.ms]).toEqual([true, 9_000]);
    press(player, 'Enter');
    expect(player.isPlaying.value).toBe(false);
  });

  it('leave every other key to the page', () => {
    expect(press(new Player([eager]), 'Tab')).toBe(false);
    expect(press(new Player([eager]), 'a')).toBe(false);
  });

  it('are each used once', () => {
    const keys = timelineKeys.flatMap((key) => key.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
