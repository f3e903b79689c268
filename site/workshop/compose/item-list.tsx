// Floor 7. The items of an agenda in their order: moved by dragging their handle or by its arrow keys, given minutes, taken out.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Agenda, agendaLimits } from '../agenda/agenda.ts';
import { clockAfter, lasting, minutesBefore, moved, removed } from '../agenda/editing.ts';
import { type CourseData, itemWords } from '../course-data.ts';

export interface ItemListProps {
  readonly agenda: Agenda;
  readonly course: CourseData;
  readonly toRoot: string;
  /** Where a presentation of the agenda begins with the item. */
  readonly presentHref: (at: number) => string;
  readonly onItems: (items: Agenda['items']) => void;
}

export function ItemList({ agenda, course, toRoot, presentHref, onItems }: ItemListProps) {
  const { items, startsAt } = agenda;
  const list = useRef<HTMLOListElement>(null);
  const said = useSignal('');
  const dragged = useSignal<number | undefined>(undefined);
  const focusAt = useRef<number | undefined>(undefined);
  const latest = useRef(items);
  latest.current = items;

  useLayoutEffect(() => {
    if (focusAt.current === undefined) return;
    list.current?.children[focusAt.current]?.querySelector<HTMLElement>('.agenda-handle')?.focus();
    focusAt.current = undefined;
  });

  const timeOf = (at: number, of = items): string => {
    const before = minutesBefore(of, at);
    return startsAt === undefined ? `+${before} min` : clockAfter(startsAt, before);
  };
  const move = (from: number, to: number): void => {
    const place = Math.max(0, Math.min(to, items.length - 1));
    const item = items[from];
    if (item === undefined || place === from) return;
    const after = moved(items, from, place);
    focusAt.current = place;
    said.value = `${itemWords(item, course).title}: ${place + 1} of ${items.length}, at ${timeOf(place, after)}`;
    onItems(after);
  };
  const press = (event: KeyboardEvent, at: number): void => {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(at, to);
  };
  const drag = (event: PointerEvent, at: number): void => {
    if (event.button !== 0) return;
    // Otherwise the text that is crossed would be selected.
    event.preventDefault();
    dragged.value = at;
    const follow = ({ clientY }: PointerEvent): void => {
      const from = dragged.value;
      if (from === undefined) return;
      const to = placeAt(list.current, clientY);
      if (to === from) return;
      onItems(moved(latest.current, from, to));
      dragged.value = to;
    };
    const stop = (): void => {
      dragged.value = undefined;
      window.removeEventListener('pointermove', follow);
      for (const end of ['pointerup', 'pointercancel'] as const) window.removeEventListener(end, stop);
    };
    window.addEventListener('pointermove', follow);
    for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, stop);
  };

  if (items.length === 0) {
    return <p class="agenda-empty">Nothing is planned yet. Add a lesson, an exercise or a break.</p>;
  }
  return (
    <>
      <p class="agenda-how" id="agenda-how">
        Drag an item by its handle, or press the arrow keys on it; Home and End put it first and last.
      </p>
      <ol class="agenda-items" ref={list}>
        {items.map((item, at) => {
          const { title, kind, address, isKnown } = itemWords(item, course);
          return (
            // Items have an order and nothing else to be told apart by: a lesson can be there twice.
            <li key={String(at)} class={`agenda-item is-${item.kind}${dragged.value === at ? ' is-dragged' : ''}`}>
              <button
                type="button"
                class="agenda-handle"
                aria-label={`Move ${title}`}
                aria-describedby="agenda-how"
                onKeyDown={(event) => press(event, at)}
                onPointerDown={(event) => drag(event, at)}
              >
                <svg width="10" height="16" viewBox="0 0 10 16" aria-hidden="true">
                  {[2, 8, 14].map((y) => [2, 8].map((x) => <circle key={x} cx={x} cy={y} r="1.4" />))}
                </svg>
              </button>
              <time class="agenda-time">{timeOf(at)}</time>
              <span class="agenda-what">
                <span class="agenda-title">
                  {address === undefined ? title : <a href={toRoot + address}>{title}</a>}
                </span>
                <small>{isKnown ? kind : `${kind}, which this version of the course does not have`}</small>
              </span>
              <label class="agenda-minutes">
                <span class="visually-hidden">Minutes of {title}</span>
                <input
                  type="number"
                  min={1}
                  max={agendaLimits.minutes}
                  step={5}
                  value={item.minutes}
                  onChange={({ currentTarget }) => {
                    onItems(lasting(items, at, currentTarget.valueAsNumber));
                    // What is out of bounds or no number is not what was taken.
                    currentTarget.value = String(lasting(items, at, currentTarget.valueAsNumber)[at]?.minutes ?? '');
                  }}
                />{' '}
                min
              </label>
              <a class="agenda-present" href={presentHref(at)} aria-label={`Present from ${title}`}>
                Present
              </a>
              <button
                type="button"
                class="agenda-remove"
                aria-label={`Remove ${title}`}
                onClick={() => {
                  focusAt.current = Math.min(at, items.length - 2);
                  said.value = `${title} is removed. Undo brings it back.`;
                  onItems(removed(items, at));
                }}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          );
        })}
      </ol>
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
    </>
  );
}

/** Index of the row under the pointer; above the first and below the last it is these. */
function placeAt(list: HTMLElement | null, clientY: number): number {
  const rows = [...(list?.children ?? [])];
  const under = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
  return under < 0 ? rows.length - 1 : under;
}
