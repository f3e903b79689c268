// A computed question of an interview, or its twist: the same run with one thing changed. Floor 7.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MockStep } from '../../storage/mock-interview.ts';
import { AskedComputed } from '../asked-computed.tsx';
import type { MockDesk } from './desk.ts';

interface ComputedStepProps {
  readonly desk: MockDesk;
  readonly step: Extract<MockStep, { readonly kind: 'computed' }>;
}

export function ComputedStep({ desk, step }: ComputedStepProps) {
  const { session } = desk;
  const mock = session.mock.value;
  const isRight = mock?.answers[mock.at]?.isRight;
  // Of somebody who has come back to a question: only the first answer counts.
  const [before] = useState(mock?.answers[mock.at]);
  const next = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => next.current?.focus({ preventScroll: true }), []);
  const { family: familyId, seed, isTwist } = step;
  return (
    <div class="mock-computed">
      {isTwist && (
        <p>
          <b>The interviewer:</b> now something changes.
        </p>
      )}
      {before?.isRight !== undefined && (
        <p class="mock-before">
          You have answered this question. Your answer was {before.isRight ? 'right' : 'wrong'}.
        </p>
      )}
      {before?.isRight !== undefined && before.chosen === undefined ? (
        <div class="mock-actions">
          <button type="button" class="button primary" data-next ref={next} onClick={() => session.next()}>
            Next question <kbd>Enter</kbd>
          </button>
        </div>
      ) : (
        <AskedComputed
          drawn={{ familyId, seed, isTwist }}
          answered={before?.chosen}
          onAnswered={(now) => isRight === undefined && session.answer({ isRight: now.isRight, chosen: now.chosen })}
          onNext={() => session.next()}
        />
      )}
      {isRight === undefined && (
        <div class="mock-actions">
          <button type="button" class="button" onClick={() => session.next()}>
            Pass
          </button>
        </div>
      )}
    </div>
  );
}
