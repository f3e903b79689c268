// Floor 7. Who needs help first, and where they are stuck.
import { inWords } from './difference.ts';
import type { RollUp } from './roll-up.ts';
import type { Room } from './room.ts';
import type { Selected } from './room-view.tsx';

/** As many as one can get to. */
const shownMax = 8;

interface HelpViewProps {
  readonly room: Room;
  readonly all: RollUp;
  readonly onSelect: (selected: Selected) => void;
}

export function HelpView({ room, all: { needHelp }, onSelect }: HelpViewProps) {
  return (
    <section aria-labelledby="room-help-title">
      <h2 id="room-help-title">Who needs help first</h2>
      {needHelp.length === 0 ? (
        <p>Nobody: everything that was handed in is passed.</p>
      ) : (
        <ol class="room-help">
          {needHelp.slice(0, shownMax).map(({ person, standing: { slug, shown, stuckOn } }) => (
            <li key={person.id}>
              <button type="button" class="room-link" onClick={() => onSelect({ id: person.id, slug })}>
                {person.name}
              </button>
              <span>
                {room.titleOf(slug)}, {shown === undefined ? 'not run yet' : inWords(shown)}
                {stuckOn && `, stuck on ${stuckOn.rule} ${room.ruleTitleOf(slug, stuckOn.rule)}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {needHelp.length > shownMax && (
        <p class="room-count">And {needHelp.length - shownMax} more who have come further.</p>
      )}
    </section>
  );
}
