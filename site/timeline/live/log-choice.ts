// Floor 7. Whether a reader wants to see log lines, and how deep: one choice for all timelines, kept for the next page.
import { signal } from '@preact/signals';
import { keep, readKept } from '../../pages/kept.ts';
import type { LogDepth } from '../model/run-log.ts';

const key = 'timeline-log';
const kept = readKept(key);

export const isLogShown = signal(kept === 'INFO' || kept === 'DEBUG');
export const logDepth = signal<LogDepth>(kept === 'DEBUG' ? 'DEBUG' : 'INFO');

export function toggleLog(): void {
  isLogShown.value = !isLogShown.value;
  remember();
}

export function chooseDepth(depth: LogDepth): void {
  logDepth.value = depth;
  remember();
}

function remember(): void {
  keep(key, isLogShown.value ? logDepth.value : 'off');
}
