// Floor 7. The time of day, how far the presentation is against its agenda, and how long its item goes on.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { minutesBefore } from '../agenda/editing.ts';
import { behindMs, paceText } from './pace.ts';
import type { Presentation } from './presentation.ts';

const minuteMs = 60_000;

export function Timer({ presentation }: { readonly presentation: Presentation }) {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  }, [now]);
  const view = presentation.view.value;
  if (view === undefined) return null;
  const { item, step, startMs } = view.shown;
  const { items } = presentation.deck.agenda;
  const behind = behindMs(items, { item, step, steps: view.loaded.steps.length }, startMs, now.value);
  const endMs = startMs + minutesBefore(items, item + 1) * minuteMs;
  const left = Math.round((endMs - now.value) / minuteMs);
  return (
    <span class="present-timer">
      <time>{clockText(now.value)}</time>
      <b class={behind > minuteMs ? 'is-behind' : ''}>{paceText(behind)}</b>
      <span>
        this item ends at {clockText(endMs)}
        {left >= 0 ? `, in ${left} min` : `, ${-left} min ago`}
      </span>
    </span>
  );
}

const clockText = (ms: number): string => {
  const date = new Date(ms);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};
