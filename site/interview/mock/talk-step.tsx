// A question to talk about: typed or said aloud, then marked by the candidate against the rubric. The model answer is folded away until then.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MockAnswer } from '../../storage/mock-interview.ts';
import { PageCard } from '../page-card.tsx';
import type { MockDesk } from './desk.ts';

const marks = [
  ['weak', 'Weak'],
  ['adequate', 'Adequate'],
  ['strong', 'Strong'],
] as const satisfies readonly (readonly [NonNullable<MockAnswer['mark']>, string])[];

export function TalkStep({ desk, id }: { readonly desk: MockDesk; readonly id: string }) {
  const { session, root, enliven } = desk;
  const mock = session.mock.value;
  const answer = mock?.answers[mock.at];
  const [text, setText] = useState(answer?.text ?? '');
  const [isOpen, setOpen] = useState(answer?.mark !== undefined);
  const [isMissing, setMissing] = useState(false);
  const rubric = useRef<HTMLFieldSetElement>(null);
  // What was pressed for it is gone.
  useLayoutEffect(() => rubric.current?.focus({ preventScroll: true }), [isOpen]);
  return (
    <div class="mock-talk">
      <div class={isOpen ? undefined : 'is-held-back'}>
        <PageCard
          id={id}
          root={root}
          enliven={enliven}
          isOpen={isOpen}
          onShown={() => {}}
          onMissing={() => setMissing(true)}
        />
      </div>
      {isMissing && <p>This question is no longer in the course. Go on with the next one.</p>}
      {!isMissing && (
        <label class="mock-answer">
          <span>Your answer. Type it, or say it aloud and type nothing.</span>
          <textarea
            rows={8}
            value={text}
            readOnly={isOpen}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onChange={() => session.answer({ text })}
          />
        </label>
      )}
      <div class="mock-actions">
        {!isMissing && !isOpen && (
          <button
            type="button"
            class="button primary"
            onClick={() => {
              session.answer({ text });
              setOpen(true);
            }}
          >
            I am done: show the model answer
          </button>
        )}
        {isOpen && (
          <fieldset class="mock-marks" ref={rubric} tabIndex={-1}>
            <legend>Held against the rubric, your answer was</legend>
            {marks.map(([mark, title]) => (
              <button
                key={mark}
                type="button"
                class="button"
                aria-pressed={answer?.mark === mark}
                onClick={() => session.answer({ mark })}
              >
                {title}
              </button>
            ))}
          </fieldset>
        )}
        {(isMissing || answer?.mark !== undefined) && (
          <button type="button" class="button primary" onClick={() => session.next()}>
            Next
          </button>
        )}
        {!isMissing && !isOpen && (
          <button type="button" class="button" onClick={() => session.next()}>
            Pass
          </button>
        )}
      </div>
    </div>
  );
}
