// A question to talk about: typed or said aloud, then marked by the candidate against the rubric. The model answer is folded away until then.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MockAnswer } from '../../storage/mock-interview.ts';
import { PageCard } from '../page-card.tsx';
import { isTaken } from '../review/review-keys.ts';
import type { MockDesk } from './desk.ts';

type Mark = NonNullable<MockAnswer['mark']>;

const marks: readonly (readonly [mark: Mark, title: string])[] = [
  ['weak', 'Weak'],
  ['adequate', 'Adequate'],
  ['strong', 'Strong'],
];

export function TalkStep({ desk, id }: { readonly desk: MockDesk; readonly id: string }) {
  const { session, root, enliven } = desk;
  const mock = session.mock.value;
  const answer = mock?.answers[mock.at];
  const [isMissing, setMissing] = useState(false);
  const area = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const text = answer?.text ?? '';
  const isMarked = answer?.mark !== undefined;
  const isOpen = isMarked || answer?.isShown === true;
  const isOver = isMarked || isMissing;

  const show = (): void => {
    if (!isMissing && !isOpen) session.answer({ text, isShown: true });
  };
  const mark = (chosen: Mark): void => {
    session.answer({ mark: chosen });
    next.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault();
      show();
      return;
    }
    const chosen = isOpen && !ctrlKey && !metaKey && !altKey ? marks[Number(key) - 1] : undefined;
    if (chosen === undefined || isTaken(event)) return;
    event.preventDefault();
    mark(chosen[0]);
  };

  // Before it is painted: who sees the answer can press a key.
  useLayoutEffect(() => {
    if (!isOpen || isOver) return;
    area.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [isOpen, isOver]);
  useLayoutEffect(() => {
    if (isOver) next.current?.focus({ preventScroll: true });
  }, [isOver]);

  return (
    // Its keys are keys only while the focus is inside.
    <section class="mock-talk" ref={area} tabIndex={-1} aria-label="To talk about" onKeyDown={onKeyDown}>
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
      {!isMissing && !isOpen && (
        <label class="mock-answer">
          <span>Your answer. Type it, or say it aloud and type nothing.</span>
          <textarea
            rows={8}
            value={text}
            onInput={({ currentTarget }) => session.answer({ text: currentTarget.value })}
          />
        </label>
      )}
      {isOpen && text !== '' && (
        <section class="mock-said" aria-label="Your answer">
          <h3>Your answer</h3>
          <blockquote>{text}</blockquote>
        </section>
      )}
      <div class="mock-actions">
        {!isMissing && !isOpen && (
          <>
            <button type="button" class="button primary" aria-keyshortcuts="Control+Enter Meta+Enter" onClick={show}>
              I am done: show the model answer <kbd>Ctrl Enter</kbd>
            </button>
            <button type="button" class="button" onClick={() => session.next()}>
              Pass
            </button>
          </>
        )}
        {!isMissing && isOpen && (
          <fieldset class="mock-marks">
            <legend>Held against the rubric, your answer was</legend>
            {marks.map(([each, title], at) => (
              <button
                key={each}
                type="button"
                class="button"
                aria-pressed={answer?.mark === each}
                onClick={() => mark(each)}
              >
                {title} <kbd>{at + 1}</kbd>
              </button>
            ))}
          </fieldset>
        )}
        {isOver && (
          <button type="button" class="button primary" data-next ref={next} onClick={() => session.next()}>
            Next <kbd>Enter</kbd>
          </button>
        )}
      </div>
    </section>
  );
}
