// The mock interview on the page: before it, during it, after it. Floor 7.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CodingStep } from './coding-step.tsx';
import { ComputedStep } from './computed-step.tsx';
import type { MockDesk } from './desk.ts';
import { MockReport } from './mock-report.tsx';
import { MockStart } from './mock-start.tsx';
import { TalkStep } from './talk-step.tsx';
import { clockText } from './words.ts';

export function MockView({ desk }: { readonly desk: MockDesk }) {
  const { session } = desk;
  const mock = session.mock.value;
  const trouble = session.trouble.value;
  return (
    <>
      {trouble !== undefined && (
        <p class="review-trouble" role="alert">
          {trouble}
        </p>
      )}
      {mock === undefined ? (
        <MockStart desk={desk} />
      ) : mock.endedAt === undefined ? (
        <Running desk={desk} />
      ) : (
        <MockReport desk={desk} mock={mock} />
      )}
    </>
  );
}

function Running({ desk }: { readonly desk: MockDesk }) {
  const { session } = desk;
  const mock = session.mock.value;
  const step = session.step.value;
  const area = useRef<HTMLElement>(null);
  const at = mock?.at;
  const isRunning = session.isRunning.value;
  const goOn = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    // What was pressed is gone, or the question was hidden.
    (isRunning ? placeOfFocus(area.current) : goOn.current)?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [at, isRunning]);
  if (mock === undefined || step === undefined) return null;
  const elapsedMs = session.elapsedMs.value;
  const isOver = elapsedMs >= mock.minutes * 60_000;
  return (
    <>
      <div class="mock-bar">
        <p>
          Question {mock.at + 1} of {mock.steps.length}
        </p>
        <p class={isOver ? 'mock-clock is-over' : 'mock-clock'}>
          <span role="timer">{clockText(elapsedMs)}</span> of {mock.minutes}:00
        </p>
        {isRunning && (
          <button type="button" class="button" onClick={() => session.pause()}>
            Pause
          </button>
        )}
        <button type="button" class="button" onClick={() => session.end()}>
          End the interview
        </button>
      </div>
      <p class="mock-over" role="status">
        {isOver ? 'The time is up. Finish this question, or end the interview.' : ''}
      </p>
      <section class="mock-step" ref={area} tabIndex={-1} aria-label={`Question ${mock.at + 1}`} hidden={!isRunning}>
        {step.kind === 'talk' && <TalkStep key={mock.at} desk={desk} id={step.card} />}
        {step.kind === 'computed' && <ComputedStep key={mock.at} desk={desk} step={step} />}
        {step.kind === 'coding' && <CodingStep key={mock.at} desk={desk} step={step} />}
      </section>
      {!isRunning && (
        <div class="mock-paused">
          <h2>The clock stands</h2>
          <p>The question comes back when you go on.</p>
          <button type="button" class="button primary" ref={goOn} onClick={() => session.go()}>
            Go on
          </button>
        </div>
      )}
    </>
  );
}

/** Where the keys of a question are heard; of one that is answered, what leads to the next. */
function placeOfFocus(step: HTMLElement | null): HTMLElement | null {
  return (
    step?.querySelector<HTMLElement>('[data-next]') ??
    step?.querySelector<HTMLElement>('.mock-talk, .computed-card') ??
    step
  );
}
