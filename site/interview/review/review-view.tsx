// A review on the page: one card at a time, by keyboard alone if one likes. Floor 7.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReviewEntry } from '../../storage/review-log.ts';
import { AskedComputed } from '../asked-computed.tsx';
import { type Enliven, PageCard } from '../page-card.tsx';
import { NEW_PER_DAY, sizeOf } from './queue.ts';
import { ReviewDone } from './review-done.tsx';
import { isTaken, pressedBy, reviewKey } from './review-keys.ts';
import type { ReviewSession } from './session.ts';

export interface ReviewViewProps {
  readonly session: ReviewSession;
  /** From the page to the site's root. */
  readonly root: string;
  readonly enliven: Enliven;
  /** Makes a question of a lesson, or a bug, ask again. */
  readonly ask: (card: HTMLElement, onAnswer: (isRight: boolean) => void) => void;
  readonly now: () => number;
  /** Of a computed question: another one each time. */
  readonly drawSeed: () => number;
}

const marks: readonly (readonly [result: ReviewEntry['result'], title: string, key: string])[] = [
  ['weak', 'Weak', '1'],
  ['adequate', 'Adequate', '2'],
  ['strong', 'Strong', '3'],
];

export function ReviewView({ session, root, enliven, ask, now, drawSeed }: ReviewViewProps) {
  const card = session.card.value;
  const queue = session.queue.value;
  const left = sizeOf(queue);
  return (
    <>
      {session.troubles.value.map((trouble) => (
        <p key={trouble} class="review-trouble" role="alert">
          {trouble}
        </p>
      ))}
      {card === undefined ? (
        <ReviewDone queue={queue} answered={session.answered.value} root={root} now={now()} />
      ) : (
        <>
          <p class="review-count" role="status">
            {queue.due.length > 0 ? `${queue.due.length} due` : 'Nothing due'}
            {queue.fresh.length > 0 && `, ${queue.fresh.length} new of at most ${NEW_PER_DAY} a day`}
            <progress
              aria-label="Of today's cards"
              max={session.answered.value + left}
              value={session.answered.value}
            />
          </p>
          {card.startsWith(computedPrefix) ? (
            <AskedComputed
              key={card}
              drawn={{ familyId: card.slice(computedPrefix.length), seed: drawSeed() }}
              onAnswered={({ isRight }) => void session.answer(isRight ? 'right' : 'wrong')}
              onNext={() => session.next()}
            />
          ) : (
            <Asked key={card} id={card} session={session} root={root} enliven={enliven} ask={ask} />
          )}
        </>
      )}
    </>
  );
}

const computedPrefix = 'computed/';

type AskedProps = Omit<ReviewViewProps, 'now' | 'drawSeed'> & { readonly id: string };

function Asked({ id, session, root, enliven, ask }: AskedProps) {
  const area = useRef<HTMLElement>(null);
  const [stage, setStage] = useState<'asked' | 'shown' | 'answered'>('asked');
  const isTalk = id.startsWith('talk/');

  const mark = (result: ReviewEntry['result']): void => {
    void session.answer(result);
    session.next();
  };
  const onShown = (card: HTMLElement): void => {
    area.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    if (isTalk) return;
    ask(card, (isRight) => {
      void session.answer(isRight ? 'right' : 'wrong');
      setStage('answered');
      area.current?.focus({ preventScroll: true });
    });
  };

  // In place before it is painted: who sees the card can press a key.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const act = reviewKey({ key, ctrlKey, metaKey, altKey, isTaken: isTaken(event) }, { isTalk, stage });
      if (act === undefined) return;
      event.preventDefault();
      if (act.kind === 'show') setStage('shown');
      else if (act.kind === 'next') session.next();
      else if (act.kind === 'mark') {
        const chosen = marks[act.at];
        if (chosen !== undefined) mark(chosen[0]);
      } else pressedBy(act, area.current)?.click();
    };
    const element = area.current;
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [stage]);

  return (
    // Its keys are keys only while the focus is inside.
    <section class="review-card" ref={area} tabIndex={-1} aria-label="Card">
      <PageCard
        id={id}
        root={root}
        enliven={enliven}
        isOpen={stage !== 'asked'}
        onShown={onShown}
        onMissing={() => session.skipMissing(id)}
      />
      <div class="review-keys">
        {isTalk && stage === 'asked' && (
          <>
            <p>Say your answer aloud.</p>
            <button type="button" class="button primary" onClick={() => setStage('shown')}>
              Show the answer <kbd>Space</kbd>
            </button>
          </>
        )}
        {isTalk && stage === 'shown' && (
          <>
            <p>What you said was</p>
            {marks.map(([result, title, key]) => (
              <button key={result} type="button" class="button" onClick={() => mark(result)}>
                {title} <kbd>{key}</kbd>
              </button>
            ))}
          </>
        )}
        {!isTalk && stage === 'asked' && !id.startsWith('bug/') && (
          <p>
            Choose with <kbd>1</kbd> to <kbd>9</kbd>
          </p>
        )}
        {!isTalk && stage === 'answered' && (
          <button type="button" class="button primary" onClick={() => session.next()}>
            Next card <kbd>Enter</kbd>
          </button>
        )}
      </div>
    </section>
  );
}
