// Floor 7. What most attendees fail at, by rule, with what their tests say: what to talk about before everyone.
import { counted } from '../../workbench/words.ts';
import type { Failure } from './roll-up.ts';
import type { Room } from './room.ts';

const failuresShown = 10;
const messagesShown = 3;

export function FailuresView({ room, failures }: { readonly room: Room; readonly failures: readonly Failure[] }) {
  if (failures.length === 0) return null;
  return (
    <section aria-labelledby="room-failures-title">
      <h2 id="room-failures-title">Most common failures</h2>
      <ol class="room-failures">
        {failures.slice(0, failuresShown).map(({ slug, rule, people, messages }) => (
          <li key={`${slug} ${rule}`}>
            <p>
              <b>
                {rule} {room.ruleTitleOf(slug, rule)}
              </b>{' '}
              in {room.titleOf(slug)}: {counted(people.length, 'attendee')}
            </p>
            <p class="room-count">{people.join(', ')}</p>
            <ul>
              {messages.slice(0, messagesShown).map(({ message, count }) => (
                <li key={message}>
                  {count > 1 && <b>{count} times: </b>}
                  {message}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
