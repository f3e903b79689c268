// Practice: one computed question after another, of a topic or of all, each with a link of its own. Keeps nothing. Floor 7.
import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';
import { ComputedCard } from './computed-card.tsx';
import { families } from './families/families.ts';
import { type ComputedQuestion, type Topic, topics } from './families/question.ts';
import { hashOf, type PracticeLink, readHash, SEEDS } from './practice-link.ts';
import { questionInThread } from './question-in-thread.ts';

export interface PracticeViewProps {
  /** Titles by slug. */
  readonly lessons: Readonly<Record<string, string>>;
  /** From the page to the site's root. */
  readonly root: string;
}

const all = 'All topics';

export function PracticeView({ lessons, root }: PracticeViewProps) {
  const [topic, setTopic] = useState<Topic | typeof all>(all);
  const [asked, setAsked] = useState<PracticeLink>();
  const [question, setQuestion] = useState<ComputedQuestion>();
  const [trouble, setTrouble] = useState<string>();
  const [score, setScore] = useState({ right: 0, answered: 0 });
  const [isAnswered, setAnswered] = useState(false);

  const ask = (of: PracticeLink): void => {
    setAsked(of);
    setQuestion(undefined);
    setAnswered(false);
    setTrouble(undefined);
  };
  const draw = (of: Topic | typeof all, how: 'pushState' | 'replaceState'): void => {
    const drawn = drawnFrom(of, asked?.familyId);
    history[how](null, '', hashOf(drawn));
    ask(drawn);
  };

  useEffect(() => {
    const follow = (): void => {
      const linked = readHash(location.hash);
      if (linked === undefined) draw(topic, 'replaceState');
      else if (typeof linked === 'string') setTrouble(linked);
      else ask(linked);
    };
    follow();
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  useEffect(() => {
    if (asked === undefined) return undefined;
    let isLeft = false;
    questionInThread(asked).then(
      (computed) => isLeft || setQuestion(computed),
      (error: unknown) => isLeft || setTrouble(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isLeft = true;
    };
  }, [asked]);

  const lesson = families.find(({ id }) => id === question?.familyId)?.lesson;
  return (
    <>
      <div class="practice-bar">
        <label>
          Topic{' '}
          <select
            value={topic}
            onChange={({ currentTarget }) => {
              const chosen = [all, ...topics].find((each) => each === currentTarget.value) ?? all;
              setTopic(chosen as Topic | typeof all);
              draw(chosen as Topic | typeof all, 'pushState');
            }}
          >
            {[all, ...topics].map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <p role="status">
          {score.answered === 0 ? `${families.length} kinds of questions` : `${score.right} of ${score.answered} right`}
        </p>
      </div>
      {trouble !== undefined && (
        <p class="computed-trouble" role="alert">
          {trouble}{' '}
          <button type="button" class="button" onClick={() => draw(topic, 'pushState')}>
            Another question
          </button>
        </p>
      )}
      {question === undefined ? (
        trouble === undefined && (
          <p class="practice-wait" role="status">
            Playing the run of a question
          </p>
        )
      ) : (
        <>
          <ComputedCard
            key={`${question.familyId}/${question.seed}`}
            question={question}
            onAnswered={({ isRight }) => {
              setAnswered(true);
              setScore(({ right, answered }) => ({ right: right + (isRight ? 1 : 0), answered: answered + 1 }));
            }}
            onNext={() => draw(topic, 'pushState')}
          />
          <p class="practice-foot">
            {isAnswered && lesson !== undefined && (
              <span>
                More about this: <a href={`${root}lessons/${lesson}/`}>{lessons[lesson] ?? lesson}</a>
              </span>
            )}
            <CopyLink key={`${question.familyId}/${question.seed}`} />
            {!isAnswered && (
              <button type="button" class="practice-link" onClick={() => draw(topic, 'pushState')}>
                Skip it
              </button>
            )}
          </p>
        </>
      )}
    </>
  );
}

function drawnFrom(topic: Topic | typeof all, last: string | undefined): PracticeLink {
  const ids = families.filter((family) => topic === all || family.topic === topic).map(({ id }) => id);
  const others = ids.filter((id) => id !== last);
  const [first = 0, second = 0] = crypto.getRandomValues(new Uint32Array(2));
  return { familyId: others[first % others.length] ?? ids[0] ?? '', seed: second % SEEDS };
}

function CopyLink() {
  const [told, setTold] = useState<'' | 'copied' | 'failed'>('');
  const copy = async (): Promise<void> => {
    setTold((await copyText(location.href)) ? 'copied' : 'failed');
  };
  return (
    <span>
      <button type="button" class="practice-link" onClick={() => void copy()}>
        Copy a link to this question
      </button>
      <span role="status">
        {told === 'copied' && ' Copied.'}
        {told === 'failed' && ' The browser did not allow it. Copy the address of this page.'}
      </span>
    </span>
  );
}
