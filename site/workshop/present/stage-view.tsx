// Floor 7. The projector's window: what is revealed so far, as large as the screen allows.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { enableScenes } from '../../pages/scenes.ts';
import { answer } from './lesson-blocks.ts';
import type { Presentation, View } from './presentation.ts';
import { Timer } from './timer.tsx';

export interface StageViewProps {
  readonly presentation: Presentation;
  readonly isTimerShown: Signal<boolean>;
}

export function StageView({ presentation, isTimerShown }: StageViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = presentation.view.value;
  const height = useSignal(0);
  useLayoutEffect(() => {
    if (view !== undefined && host.current !== null) draw(host.current, view);
  }, [view]);
  useLayoutEffect(() => {
    if (host.current !== null) enlarge(host.current);
  }, [view, height.value]);
  useEffect(() => {
    const element = host.current;
    const content = element?.firstElementChild;
    if (element === null || content === null || content === undefined) return undefined;
    const observer = new ResizeObserver(() => {
      // A scene that has become live is higher than its picture; the window may have changed.
      height.value = element.clientHeight * 1e5 + content.scrollHeight;
    });
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [height, view === undefined]);
  if (view === undefined) return <p class="present-loading">Loading.</p>;
  const { shown, loaded } = view;
  const step = loaded.steps[shown.step];
  const hasOwnHeading = step?.seen.some((at) => loaded.blocks[at]?.kind === 'heading') ?? false;
  return (
    <div class="present-stage">
      <div class="present-kicker">{!hasOwnHeading && step?.section ? <h2>{step.section}</h2> : null}</div>
      <div class="present-host" ref={host} aria-live="polite">
        <div class="present-content prose lesson" />
      </div>
      <p class="present-foot">
        <span>{loaded.title}</span>
        <span class="present-count">
          {shown.step + 1} / {loaded.steps.length}
        </span>
        {isTimerShown.value && <Timer presentation={presentation} />}
      </p>
      {shown.isBlank && <p class="present-blank">Blank. B brings the screen back.</p>}
    </div>
  );
}

/** Blocks stay where they are as long as the lesson is the same: a scene that is played goes on. */
function draw(host: HTMLElement, { shown, loaded }: View): void {
  const content = host.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const blocks = loaded.elements.filter((_, at) => loaded.blocks[at]?.kind !== 'notes');
  if (content.firstElementChild !== blocks[0]) {
    content.replaceChildren(...blocks);
    for (const block of blocks) block.hidden = true;
    enableScenes(content);
  }
  const step = loaded.steps[shown.step];
  loaded.elements.forEach((element, at) => {
    const place = step?.seen.indexOf(at) ?? -1;
    element.hidden = place < 0;
    element.classList.toggle('is-fresh', place >= (step?.seen.length ?? 0) - (step?.fresh ?? 0) && place >= 0);
    element.classList.toggle(
      'is-past',
      step !== undefined && step.fresh > 0 && place >= 0 && place < step.seen.length - step.fresh,
    );
    if (loaded.blocks[at]?.kind === 'predict') answer(element, place >= 0 && step?.isAnswer === true);
  });
  host.scrollTop = 0;
}

/** The lesson's own measures, enlarged: as much as the width bears, and less where it would be higher than the screen. */
function enlarge(host: HTMLElement): void {
  const content = host.firstElementChild;
  if (!(content instanceof HTMLElement)) return;
  const hasFigure = content.querySelector(':scope > :is(figure, .table, .code-tabs, pre):not([hidden])') !== null;
  const largest = Math.max(1, Math.min(3, host.clientWidth / (hasFigure ? 960 : 720)));
  for (let share = 1; share >= 0.45; share -= 0.05) {
    content.style.zoom = String(Math.max(largest * share, 0.6));
    if (host.scrollHeight <= host.clientHeight) return;
  }
}
