// Floor 7. The speaker's window: notes, what comes next, the time. It moves the projector's window, and follows it.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { LoadedItem } from './deck.ts';
import { answer } from './lesson-blocks.ts';
import type { Presentation } from './presentation.ts';
import { Timer } from './timer.tsx';

export function NotesView({ presentation }: { readonly presentation: Presentation }) {
  const view = presentation.view.value;
  if (view === undefined) return <p class="present-loading">Loading.</p>;
  const { shown, loaded } = view;
  const step = loaded.steps[shown.step];
  const isLast = shown.step + 1 >= loaded.steps.length;
  const nextItem = presentation.deck.titleOf(shown.item + 1);
  return (
    <div class="notes-window">
      <header class="notes-head">
        <Timer presentation={presentation} />
        <span class="notes-where">
          {loaded.title}
          {step?.section ? `: ${step.section}` : ''}, step {shown.step + 1} of {loaded.steps.length}
          {shown.isBlank ? ', blank' : ''}
        </span>
      </header>
      <section class="notes-text prose" aria-label="Notes" aria-live="polite">
        {step?.notes === undefined ? (
          <p class="notes-none">There are no notes for this section.</p>
        ) : (
          <Blocks loaded={loaded} at={[step.notes]} isAnswer={false} />
        )}
      </section>
      <section class="notes-pane" aria-labelledby="notes-now">
        <h2 id="notes-now">Now</h2>
        <Preview loaded={loaded} step={shown.step} />
      </section>
      <section class="notes-pane" aria-labelledby="notes-next">
        <h2 id="notes-next">Next</h2>
        {isLast ? (
          <p>{nextItem === '' ? 'This was the last step.' : nextItem}</p>
        ) : (
          <Preview loaded={loaded} step={shown.step + 1} />
        )}
      </section>
      <p class="notes-controls">
        <button type="button" class="button" onClick={() => void presentation.back()}>
          Back
        </button>
        <button type="button" class="button primary" onClick={() => void presentation.next()}>
          Next
        </button>
        <button type="button" class="button" aria-pressed={shown.isBlank} onClick={() => void presentation.blank()}>
          Blank
        </button>
      </p>
    </div>
  );
}

function Preview({ loaded, step }: { readonly loaded: LoadedItem; readonly step: number }) {
  const { seen = [], fresh = 0, isAnswer = false } = loaded.steps[step] ?? {};
  const at = seen.slice(seen.length - Math.max(fresh, 1));
  return (
    <div class="notes-preview prose lesson" inert>
      <Blocks loaded={loaded} at={at} isAnswer={isAnswer} />
    </div>
  );
}

interface BlocksProps {
  readonly loaded: LoadedItem;
  readonly at: readonly number[];
  readonly isAnswer: boolean;
}

/** Copies without ids: the same block may be seen twice in this window. */
function Blocks({ loaded, at, isAnswer }: BlocksProps) {
  const place = useRef<HTMLDivElement>(null);
  const key = at.join();
  useLayoutEffect(() => {
    const copies = key.split(',').flatMap((index) => {
      const element = loaded.elements[Number(index)];
      if (element === undefined) return [];
      const copy = element.cloneNode(true) as HTMLElement;
      copy.hidden = false;
      for (const each of [copy, ...copy.querySelectorAll('[id]')]) each.removeAttribute('id');
      if (loaded.blocks[Number(index)]?.kind === 'predict') answer(copy, isAnswer);
      return [copy];
    });
    place.current?.replaceChildren(...copies);
  }, [loaded, key, isAnswer]);
  return <div ref={place} />;
}
