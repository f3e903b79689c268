// Floor 7. One of the presenter's windows, with the keys that move both.
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { KeySheet } from './key-sheet.tsx';
import { type PresentAction, presentAction } from './keys.ts';
import { NotesView } from './notes-view.tsx';
import type { Presentation } from './presentation.ts';
import { StageView } from './stage-view.tsx';

export interface PresentViewProps {
  readonly presentation: Presentation;
  readonly isNotes: boolean;
  readonly openNotes: () => void;
}

export function PresentView({ presentation, isNotes, openNotes }: PresentViewProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const isTimerShown = useSignal(false);
  // Before anything is painted: whoever sees a step can go on.
  useLayoutEffect(() => {
    /** @param at in the row of controls, which begins with play, one step back, one step on */
    const control = (at: number): void => {
      const scene = document.querySelector<HTMLElement>('.present-content > .run-scene:not([hidden])');
      if (scene === null) return;
      scene.dataset.touched = '';
      scene.querySelectorAll<HTMLButtonElement>('.timeline-controls button')[at]?.click();
    };
    const actions: Readonly<Record<PresentAction, () => unknown>> = {
      next: () => presentation.next(),
      back: () => presentation.back(),
      'next-section': () => presentation.nextSection(),
      'previous-section': () => presentation.previousSection(),
      first: () => presentation.first(),
      last: () => presentation.last(),
      blank: () => presentation.blank(),
      play: () => control(0),
      'step-back': () => control(1),
      step: () => control(2),
      notes: openNotes,
      timer: () => {
        isTimerShown.value = !isTimerShown.value;
      },
      keys: () => sheet.current?.showModal(),
    };
    const press = (event: KeyboardEvent): void => {
      const action = presentAction(event);
      if (action === undefined) return;
      event.preventDefault();
      void actions[action]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [presentation, openNotes, isTimerShown]);
  return (
    <>
      {isNotes ? (
        <NotesView presentation={presentation} />
      ) : (
        <StageView presentation={presentation} isTimerShown={isTimerShown} />
      )}
      <dialog class="present-sheet" ref={sheet} aria-labelledby="present-sheet-title">
        <h2 id="present-sheet-title">Keys</h2>
        <KeySheet />
        <form method="dialog">
          <button type="submit" class="button">
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}
