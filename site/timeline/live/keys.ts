// Floor 7. The keys of a timeline's playhead, and what they do: one list for the handler and for who is to learn them.
import { toggleLog } from './log-choice.ts';
import type { Player } from './player.ts';

export interface TimelineKey {
  /** As `KeyboardEvent.key` says it, with `Shift+` before it. */
  readonly keys: readonly string[];
  readonly does: string;
  readonly act: (player: Player) => void;
}

export const timelineKeys: readonly TimelineKey[] = [
  { keys: ['ArrowRight'], does: 'to the next event', act: (player) => player.step(1) },
  { keys: ['ArrowLeft'], does: 'to the event before', act: (player) => player.step(-1) },
  { keys: ['Shift+ArrowRight'], does: 'a little to the right', act: (player) => player.move(0.01) },
  { keys: ['Shift+ArrowLeft'], does: 'a little to the left', act: (player) => player.move(-0.01) },
  { keys: ['PageDown'], does: 'a tenth to the right', act: (player) => player.move(0.1) },
  { keys: ['PageUp'], does: 'a tenth to the left', act: (player) => player.move(-0.1) },
  { keys: ['n'], does: 'to the next gap, rebalance or fault', act: (player) => player.toMark(1) },
  { keys: ['p'], does: 'to the one before', act: (player) => player.toMark(-1) },
  { keys: ['Home'], does: 'to the beginning', act: (player) => player.seek(player.axis.fromMs) },
  { keys: ['End'], does: 'to the end', act: (player) => player.seek(player.axis.toMs) },
  {
    keys: [' ', 'Enter'],
    does: 'play or pause',
    act: (player) => (player.isPlaying.value ? player.pause() : player.play()),
  },
  { keys: ['+', '=', 'Shift++'], does: 'zoom in', act: (player) => player.zoom(0.5) },
  { keys: ['-'], does: 'zoom out', act: (player) => player.zoom(2) },
  { keys: ['['], does: 'show what was before', act: (player) => player.pan(-0.5) },
  { keys: [']'], does: 'show what follows', act: (player) => player.pan(0.5) },
  { keys: ['0'], does: 'show all', act: (player) => player.showAll() },
  { keys: ['l'], does: 'show or hide log lines', act: toggleLog },
];

/** @returns whether the key was one of them */
export function pressed(
  player: Player,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): boolean {
  const name = shiftKey && key.length > 1 ? `Shift+${key}` : key;
  const found = timelineKeys.find(({ keys }) => keys.includes(name));
  found?.act(player);
  return found !== undefined;
}
