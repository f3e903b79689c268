// Floor 7. The instructor's page: what was handed in, who passed what, who is stuck where. Draws; the room decides.
import { useState } from 'preact/hooks';
import { downloadText } from '../../workbench/download.ts';
import { counted } from '../../workbench/words.ts';
import { FailuresView } from './failures-view.tsx';
import { HelpView } from './help-view.tsx';
import { JudgeBar } from './judge-bar.tsx';
import type { LiveState } from './live-feed.ts';
import { LiveLine } from './live-line.tsx';
import type { Room } from './room.ts';
import { roomCsv } from './room-csv.ts';
import { RoomTable } from './room-table.tsx';
import { StandingDetail } from './standing-detail.tsx';
import { TakeIn } from './take-in.tsx';

export interface RoomViewProps {
  readonly room: Room;
  readonly live: LiveState;
}

/** Whose answer to which exercise is looked at. */
export interface Selected {
  readonly id: string;
  readonly slug: string;
}

export function RoomView({ room, live }: RoomViewProps) {
  const [selected, setSelected] = useState<Selected>();
  const all = room.rollUp.value;
  const isEmpty = all.people.length === 0;
  const person = all.people.find(({ id }) => id === selected?.id);
  const standing = person?.standings.get(selected?.slug ?? '');
  const close = (): void => {
    document.querySelector<HTMLElement>('.room-cell[aria-pressed="true"]')?.focus();
    setSelected(undefined);
  };
  return (
    <>
      <LiveLine live={live} />
      <TakeIn room={room} />
      {isEmpty ? (
        <p class="workshop-empty">
          Nothing was handed in yet. What is, stays in this browser until you clear the room.
        </p>
      ) : (
        <>
          <section aria-labelledby="room-table-title">
            <h2 id="room-table-title">Who passed what</h2>
            <p class="room-count">
              {counted(all.people.length, 'attendee')}, {counted(all.columns.length, 'exercise')}.
            </p>
            <JudgeBar room={room} />
            <RoomTable room={room} all={all} selected={selected} onSelect={setSelected} />
          </section>
          {person && standing && <StandingDetail room={room} person={person} standing={standing} onClose={close} />}
          <HelpView room={room} all={all} onSelect={setSelected} />
          <FailuresView room={room} failures={all.failures} />
          <Ending room={room} />
        </>
      )}
    </>
  );
}

function Ending({ room }: { readonly room: Room }) {
  const [isClearing, setClearing] = useState(false);
  const save = (): void => {
    const day = new Date().toISOString().slice(0, 10);
    downloadText(`room-${day}.csv`, roomCsv(room.rollUp.value));
  };
  return (
    <section aria-labelledby="room-ending-title">
      <h2 id="room-ending-title">Afterwards</h2>
      <div class="workshop-actions">
        <button type="button" class="button" onClick={save}>
          Save as CSV
        </button>
        <button type="button" class="button" onClick={() => setClearing(true)} disabled={isClearing}>
          Clear the room
        </button>
      </div>
      {isClearing && (
        <div class="kept-sure">
          <p>
            This removes all hand-ins, and what came of running them, from this browser. Files that you took in stay.
          </p>
          <button type="button" class="button danger" onClick={() => void room.clear()}>
            Clear
          </button>
          <button type="button" class="button" onClick={() => setClearing(false)}>
            Keep everything
          </button>
        </div>
      )}
    </section>
  );
}
