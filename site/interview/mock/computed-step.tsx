// A computed question of an interview, or its twist: the same run with one thing changed. Floor 7.
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
  const { family: familyId, seed, isTwist } = step;
  return (
    <div class="mock-computed">
      {isTwist && (
        <p>
          <b>The interviewer:</b> now something changes.
        </p>
      )}
      <AskedComputed
        drawn={{ familyId, seed, isTwist }}
        // Only the first answer counts, also of somebody who has come back to a question.
        onAnswered={(answered) => isRight === undefined && session.answer({ isRight: answered.isRight })}
        onNext={() => session.next()}
      />
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
