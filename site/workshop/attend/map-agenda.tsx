// Floor 7. The workshop on the course map: its agenda, what is next, the code word, and the way out.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Agenda, AgendaItem } from '../agenda/agenda.ts';
import { AgendaList, type ListedItem } from './agenda-list.tsx';
import type { Attendance } from './attendance.ts';
import { heldBackIn, heldBackText } from './attending.ts';
import { CodeWordForm } from './code-word-form.tsx';

export interface MapAgendaProps {
  readonly attendance: Attendance;
  readonly describe: (item: AgendaItem) => ListedItem;
}

export function MapAgenda({ attendance, describe }: MapAgendaProps) {
  const isLeaving = useSignal(false);
  const said = useSignal('');
  const attending = attendance.attending.value;
  useEffect(() => {
    // The agenda says where to go on.
    document.querySelector('[data-continue]')?.toggleAttribute('hidden', attending !== undefined);
  }, [attending]);
  if (attending === undefined) {
    return <p role="status">{said.value}</p>;
  }
  const { agenda } = attending;
  const next = nextIn(agenda, describe);
  const nextItem = next === undefined ? undefined : agenda.items[next];
  const { href, title } = nextItem === undefined ? {} : describe(nextItem);
  const held = heldBackIn(attending);
  const leave = async (): Promise<void> => {
    said.value = (await attendance.leave()) ?? 'You have left the workshop. Hints and solutions are as before.';
  };
  return (
    <section class="map-agenda" aria-labelledby="map-agenda-title">
      <p class="map-agenda-kind">Workshop</p>
      <h2 id="map-agenda-title">{agenda.name}</h2>
      {href !== undefined && (
        <p>
          <a class="button primary" href={href}>
            Next: {title}
          </a>
        </p>
      )}
      <AgendaList agenda={agenda} describe={describe} next={next} />
      {held.length > 0 && (
        <div class="map-agenda-held">
          <p>
            The {heldBackText(agenda.heldBack)} of {held.length === 1 ? 'one exercise' : `${held.length} exercises`} are
            held back until your instructor says a code word. This is courtesy, not security.
          </p>
          <CodeWordForm attendance={attendance} />
        </div>
      )}
      {isLeaving.value ? (
        <div class="map-agenda-leave">
          <p>
            Your drafts, answers and progress stay, and nothing is held back any more. The link brings you in again.
          </p>
          <button type="button" class="button" onClick={leave}>
            Leave
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              isLeaving.value = false;
            }}
          >
            Stay
          </button>
        </div>
      ) : (
        <p>
          <button
            type="button"
            class="bench-link"
            onClick={() => {
              isLeaving.value = true;
            }}
          >
            Leave the workshop
          </button>
        </p>
      )}
    </section>
  );
}

/** The first that is not done and has a page. */
function nextIn({ items }: Agenda, describe: (item: AgendaItem) => ListedItem): number | undefined {
  const at = items.findIndex((item) => {
    const { href, isDone } = describe(item);
    return href !== undefined && !isDone;
  });
  return at < 0 ? undefined : at;
}
