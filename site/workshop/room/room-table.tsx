// Floor 7. Attendees by exercises: what is passed, how far the others are, on which rule they are stuck.
import { ScrollArea } from '../../workbench/scroll-area.tsx';
import { inWords } from './difference.ts';
import type { Person, RollUp, Standing } from './roll-up.ts';
import type { Room } from './room.ts';
import type { Selected } from './room-view.tsx';

interface RoomTableProps {
  readonly room: Room;
  readonly all: RollUp;
  readonly selected: Selected | undefined;
  readonly onSelect: (selected: Selected) => void;
}

export function RoomTable({ room, all: { people, columns }, selected, onSelect }: RoomTableProps) {
  return (
    <ScrollArea as="section" class="room-table" label="Attendees by exercises">
      <table>
        <thead>
          <tr>
            <th scope="col">Attendee</th>
            {columns.map((slug) => (
              <th scope="col" key={slug}>
                {room.titleOf(slug)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Name room={room} person={person} />
              </th>
              {columns.map((slug) => (
                <td key={slug}>
                  <Cell
                    person={person}
                    title={room.titleOf(slug)}
                    standing={person.standings.get(slug)}
                    isSelected={selected?.id === person.id && selected.slug === slug}
                    onSelect={() => onSelect({ id: person.id, slug })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Name({ room, person }: { readonly room: Room; readonly person: Person }) {
  const { id, name, merged, namesakes } = person;
  const [namesake] = namesakes;
  return (
    <>
      <span class="room-name">{name}</span>
      {namesake !== undefined && (
        <span class="room-namesake">
          <code>{id.slice(-4)}</code> same name as <code>{namesake.slice(-4)}</code>{' '}
          <button type="button" class="room-link" onClick={() => void room.merge(id, namesake)}>
            Merge
          </button>
        </span>
      )}
      {merged.length > 0 && (
        <span class="room-namesake">
          merged{' '}
          <button type="button" class="room-link" onClick={() => void room.split(merged)}>
            Split
          </button>
        </span>
      )}
    </>
  );
}

interface CellProps {
  readonly person: Person;
  readonly title: string;
  readonly standing: Standing | undefined;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

function Cell({ person, title, standing, isSelected, onSelect }: CellProps) {
  if (standing === undefined) return <span class="room-none">-</span>;
  const { shown, judged, stuckOn, difference, isOtherVersion } = standing;
  const isRunHere = shown !== undefined && shown === judged?.result;
  const state = shown === undefined ? 'not run' : shown.passed ? 'passed' : inWords(shown);
  const notes = [
    ...(stuckOn === undefined ? [] : [stuckOn.rule]),
    ...(isRunHere ? ['run here'] : []),
    ...(isOtherVersion ? ['other version'] : []),
    ...(difference === undefined ? [] : ['differs']),
  ];
  return (
    <button
      type="button"
      class={`room-cell${shown?.passed ? ' is-passed' : ''}${difference === undefined ? '' : ' is-differing'}`}
      aria-pressed={isSelected}
      onClick={onSelect}
    >
      <span class="visually-hidden">{`${person.name}, ${title}: `}</span>
      <span>{state}</span> {notes.length > 0 && <small>{notes.join(', ')}</small>}
    </button>
  );
}
