// Floor 7. The learner's own answers: those that passed, one click away from the running group. Nothing of them runs before that click.
import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../../storage/store.ts';
import { droppedInOf, type PassedAnswer, passedAnswers } from '../passed.ts';
import type { Playground } from '../playground.ts';

export function DropIn({ playground, store }: { readonly playground: Playground; readonly store: Store }) {
  const [passed, setPassed] = useState<readonly PassedAnswer[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => void passedAnswers(store).then(setPassed), [store]);
  const names = new Map(playground.droppedIn.value.map(({ slug, name }) => [slug, name]));
  const use = async (answer: PassedAnswer): Promise<void> => {
    try {
      const opened = await playground.dropIn(droppedInOf(answer));
      setProblem(opened === 'yes' ? '' : opened.map(({ text }) => text).join(' '));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section aria-labelledby="play-own">
      <h2 id="play-own">Your own answers</h2>
      {passed?.length === 0 && (
        <p class="play-note">
          Pass an exercise in which you write an assignor or a rebalance listener, and it can be deployed here.
        </p>
      )}
      {passed?.map((answer) => {
        const name = names.get(answer.slug);
        return (
          <div key={answer.slug} class="play-row">
            <b>{answer.title}</b>
            <small>
              {answer.use === 'assignor' ? 'an assignor' : 'an application'},{' '}
              {answer.isDraft ? 'your draft as it stands' : 'the code that passed'}
            </small>
            {name === undefined ? (
              <button
                type="button"
                class="button"
                aria-label={`Use it here: ${answer.title}`}
                onClick={() => use(answer)}
              >
                Use it here
              </button>
            ) : (
              <small>
                is there as <code>{name}</code>: deploy it
              </small>
            )}
          </div>
        );
      })}
      {problem !== '' && (
        <p class="play-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
