// A computed question that is drawn when it is asked: in a review, or in an interview. Floor 7; knows no page.
import { useEffect, useState } from 'preact/hooks';
import { ComputedCard, type ComputedCardProps } from './computed-card.tsx';
import type { ComputedQuestion } from './families/question.ts';
import { type Drawn, questionInThread } from './question-in-thread.ts';

export interface AskedComputedProps extends Omit<ComputedCardProps, 'question' | 'onNext'> {
  /** Another one: another element, with a key of its own. */
  readonly drawn: Drawn;
  readonly onNext: () => void;
}

export function AskedComputed({ drawn, onAnswered, answered, onNext }: AskedComputedProps) {
  const [question, setQuestion] = useState<ComputedQuestion>();
  const [trouble, setTrouble] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isLeft = false;
    setTrouble(undefined);
    questionInThread(drawn).then(
      (computed) => isLeft || setQuestion(computed),
      (error: unknown) => isLeft || setTrouble(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isLeft = true;
    };
  }, [attempt]);

  if (trouble !== undefined)
    return (
      <p class="card-trouble" role="alert">
        {trouble}{' '}
        <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </p>
    );
  if (question === undefined) return <p role="status">Drawing a question</p>;
  return <ComputedCard question={question} onAnswered={onAnswered} answered={answered} onNext={onNext} />;
}
