// Floor 7. What was written into the scenario, in the order of time: each event can be changed or taken out, which makes another future
// beside the one that is seen.
import { useState } from 'preact/hooks';
import type { Playground } from '../playground.ts';
import type { Problem, Written } from '../protocol.ts';
import { eventsOf, eventWords, timeOf, withEventAt, withoutEvent } from '../scenario-text.ts';

export function Happenings({ playground }: { readonly playground: Playground }) {
  const scenario = playground.scenario.value;
  const events = eventsOf(scenario)
    .map((event, index) => ({ event, index }))
    .sort((a, b) => timeOf(a.event.at) - timeOf(b.event.at));
  const [edited, setEdited] = useState<number>();
  const nowMs = playground.nowMs;
  const forkMs = (event: Written): number => Math.min(nowMs, timeOf(event.at) || 0);
  return (
    <section class="play-happenings" aria-labelledby="play-events">
      <h2 id="play-events">What happens</h2>
      {events.length === 0 ? (
        <p class="play-note">Nothing was done yet. Each thing that you do to the cluster is written down here.</p>
      ) : (
        <ol>
          {events.map(({ event, index }) => (
            <li key={index} data-future={timeOf(event.at) > nowMs ? '' : undefined}>
              <time>{event.at}</time>
              {edited === index ? (
                <EditEvent
                  event={event}
                  onCancel={() => setEdited(undefined)}
                  onSave={async (changed) => {
                    const opened = await playground.fork(
                      'The event was changed: this is what would have been.',
                      withEventAt(scenario, index, changed),
                      Math.min(forkMs(event), forkMs(changed)),
                      nowMs,
                    );
                    if (opened === 'yes') setEdited(undefined);
                    return opened;
                  }}
                />
              ) : (
                <>
                  <span class="play-event">{eventWords(event)}</span>
                  <button
                    type="button"
                    class="button"
                    aria-label={`Change: ${eventWords(event)} at ${event.at}`}
                    onClick={() => setEdited(index)}
                  >
                    Change
                  </button>
                  <button
                    type="button"
                    class="button"
                    aria-label={`Take out: ${eventWords(event)} at ${event.at}`}
                    onClick={() =>
                      playground.fork(
                        'The event was taken out: this is what would have been.',
                        withoutEvent(scenario, index),
                        forkMs(event),
                        nowMs,
                      )
                    }
                  >
                    Take out
                  </button>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

interface EditEventProps {
  readonly event: Written;
  onSave(changed: Written): Promise<'yes' | readonly Problem[]>;
  onCancel(): void;
}

function EditEvent({ event, onSave, onCancel }: EditEventProps) {
  const [text, setText] = useState(() => flowText(event));
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = async (): Promise<void> => {
    const { fromYaml } = await import('../yaml-text.ts');
    const read = fromYaml(text);
    if ('problems' in read) {
      setProblems(read.problems);
      return;
    }
    const opened = await onSave(read.scenario);
    if (opened !== 'yes') setProblems(opened.map((problem) => problem.text));
  };
  return (
    <form
      class="play-edit"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void save();
      }}
    >
      <input
        aria-label="The event"
        value={text}
        spellcheck={false}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="button primary">
        See what changes
      </button>
      <button type="button" class="button" onClick={onCancel}>
        Leave it
      </button>
      {problems.length > 0 && <p class="play-problem">{problems.join(' ')}</p>}
    </form>
  );
}

/** Read back as the same text without quotes: names, sentences, times. */
const isPlain =
  /^(?!(?:true|false|null)$)(?:[A-Za-z](?:[\w. -]*[\w.])?|\d+(?:\.\d+)?(?:ms|s|m|h|d)(?:\.\.\d+(?:\.\d+)?(?:ms|s|m|h|d))?)$/;

/** `{ at: 12s, crash: c2 }`: YAML on one line. */
function flowText(event: Written): string {
  const parts = Object.entries(event).map(
    ([key, value]) => `${key}: ${typeof value === 'string' && isPlain.test(value) ? value : JSON.stringify(value)}`,
  );
  return `{ ${parts.join(', ')} }`;
}
