// Floor 7. The learner's own assignors: those that passed, one click away from the running group. Nothing of them runs before that click.
import { useEffect, useState } from 'preact/hooks';
import type { Store } from '../../storage/store.ts';
import { droppedInOf, type PassedAssignor, passedAssignors } from '../passed.ts';
import type { Playground } from '../playground.ts';

export function DropIn({ playground, store }: { readonly playground: Playground; readonly store: Store }) {
  const [passed, setPassed] = useState<readonly PassedAssignor[]>();
  const [problem, setProblem] = useState('');
  useEffect(() => void passedAssignors(store).then(setPassed), [store]);
  const used = new Set(playground.droppedIn.value.map(({ slug }) => slug));
  const use = async (assignor: PassedAssignor): Promise<void> => {
    try {
      const opened = await playground.dropIn(droppedInOf(assignor));
      setProblem(opened === 'yes' ? '' : opened.map(({ text }) => text).join(' '));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section aria-labelledby="play-own">
      <h2 id="play-own">Your own assignors</h2>
      {passed?.length === 0 && (
        <p class="play-note">Pass an exercise in which you write an assignor, and it can be deployed here.</p>
      )}
      {passed?.map((assignor) => (
        <div key={assignor.slug} class="play-row">
          <b>{assignor.title}</b>
          <small>{assignor.isDraft ? 'your draft as it stands' : 'the code that passed'}</small>
          {used.has(assignor.slug) ? (
            <small>
              is there as <code>my-{assignor.slug}</code>: deploy it
            </small>
          ) : (
            <button type="button" class="button" onClick={() => use(assignor)}>
              Use it here
            </button>
          )}
        </div>
      ))}
      {problem !== '' && (
        <p class="play-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
