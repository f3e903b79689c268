// Floor 7. An agenda to be read: when, what, how long, and how far the attendee is.
import type { Agenda, AgendaItem } from '../agenda/agenda.ts';
import { clockAfter, minutesBefore } from '../agenda/editing.ts';

export interface ListedItem {
  readonly title: string;
  readonly kind: string;
  /** `undefined`: there is no page for it. */
  readonly href: string | undefined;
  /** `done`, `4 of 6 rules hold`; nothing where it is not begun. */
  readonly state: string;
  readonly isDone: boolean;
}

export interface AgendaListProps {
  readonly agenda: Agenda;
  readonly describe: (item: AgendaItem) => ListedItem;
  /** Index of the item to go on with. */
  readonly next?: number | undefined;
}

export function AgendaList({ agenda, describe, next }: AgendaListProps) {
  const { items, startsAt } = agenda;
  return (
    <ol class="agenda-list">
      {items.map((item, at) => {
        const { title, kind, href, state, isDone } = describe(item);
        const before = minutesBefore(items, at);
        return (
          // Items have an order and nothing else to be told apart by.
          <li
            key={String(at)}
            class={`is-${item.kind}${isDone ? ' is-done' : ''}${at === next ? ' is-next' : ''}`}
            aria-current={at === next ? 'step' : undefined}
          >
            <time>{startsAt === undefined ? '' : clockAfter(startsAt, before)}</time>
            <span>
              {href === undefined ? title : <a href={href}>{title}</a>}
              <small>
                {kind}, {item.minutes} min{state === '' ? '' : `, ${state}`}
                {at === next ? ', next' : ''}
              </small>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
