// A computed question in a review: drawn anew each time that its family is due. Floor 7; knows no page.
import { useEffect, useState } from 'preact/hooks';
import type { ReviewEntry } from '../../storage/review-log.ts';
import { ComputedCard } from '../computed-card.tsx';
import type { ComputedQuestion } from '../families/question.ts';
import { questionInThread } from '../question-in-thread.ts';

export interface AskedComputedProps {
  readonly familyId: string;
  readonly seed: number;
  readonly onAnswer: (result: ReviewEntry['result']) => void;
  readonly onNext: () => void;
}

export function AskedComputed({ familyId, seed, onAnswer, onNext }: AskedComputedProps) {
  const [question, setQuestion] = useState<ComputedQuestion>();
  const [trouble, setTrouble] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isLeft = false;
    setTrouble(undefined);
    questionInThread(familyId, seed).then(
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
  return (
    <ComputedCard
      question={question}
      onAnswered={({ isRight }) => onAnswer(isRight ? 'right' : 'wrong')}
      onNext={onNext}
    />
  );
}
