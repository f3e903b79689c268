// The coding exercise of an interview: the rules but one, in a fresh buffer; then the interviewer brings the last. Floor 7.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type MockStep, mockBenchPrefix } from '../../storage/mock-interview.ts';
import { codingTasks } from './coding.ts';
import type { MockDesk } from './desk.ts';

interface CodingStepProps {
  readonly desk: MockDesk;
  readonly step: Extract<MockStep, { readonly kind: 'coding' }>;
}

const panes = [
  ['read', 'Read'],
  ['code', 'Code'],
  ['results', 'Results'],
] as const;

export function CodingStep({ desk, step }: CodingStepProps) {
  const { session, store, openExam, enablePanes } = desk;
  const place = useRef<HTMLDivElement>(null);
  const late = useRef<HTMLParagraphElement>(null);
  const mock = session.mock.value;
  const isTwisted = mock?.isTwisted ?? false;
  // An interview that was begun with an earlier version of the site may have another late rule.
  const task = codingTasks.find(({ slug, twist }) => slug === step.slug && twist === step.twist);
  const [trouble, setTrouble] = useState<string>();
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const answer = mock?.answers[mock.at];
  const hasAllButTwist = answer?.held !== undefined && answer.held.length === answer.rules?.length;

  useLayoutEffect(enablePanes, []);
  // What was pressed for it is gone.
  useLayoutEffect(() => late.current?.focus({ preventScroll: true }), [isTwisted]);
  useEffect(() => {
    const element = place.current;
    const id = mock?.id ?? '';
    if (element === null) return;
    let isLeft = false;
    const opening = openExam(element, {
      slug: step.slug,
      store,
      prefix: `${mockBenchPrefix}${id}/`,
      twist: step.twist,
      isTwisted,
      chance: step.chance,
      onHeld: (rules, held) => {
        if (!isLeft) session.answer({ rules: [...rules], held: [...held] });
      },
    });
    opening.then(
      (exam) => setTitles(exam.titles),
      (error: unknown) => setTrouble(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isLeft = true;
      void opening.then((exam) => exam.close()).catch(() => {});
    };
  }, [isTwisted]);

  return (
    <div class="mock-coding">
      <div class="mock-ask">
        {isTwisted ? (
          <p role="status" tabIndex={-1} ref={late}>
            <b>The interviewer:</b> {task?.twistWords ?? 'Now something changes.'}{' '}
            <span>
              New in the brief is rule {step.twist.slice(1)}, <b>{titles.get(step.twist)}</b>.
            </span>
          </p>
        ) : (
          <p>
            A fresh buffer, and cases that the course does not have. There are no hints.{' '}
            {hasAllButTwist && 'All that was asked for holds.'}
          </p>
        )}
        {!isTwisted && (
          <button type="button" class={hasAllButTwist ? 'button primary' : 'button'} onClick={() => session.twist()}>
            Ready for the twist
          </button>
        )}
        <button type="button" class={isTwisted ? 'button primary' : 'button'} onClick={() => session.next()}>
          Hand it in
        </button>
      </div>
      {trouble !== undefined && (
        <p class="card-trouble" role="alert">
          The workbench could not be opened: {trouble}
        </p>
      )}
      <nav class="pane-tabs" aria-label="Panes">
        {panes.map(([pane, title]) => (
          <button key={pane} type="button" data-show-pane={pane}>
            {title} {pane === 'results' && <span data-results-badge />}
          </button>
        ))}
      </nav>
      <div class="bench mock-bench" id="workbench" tabIndex={-1} ref={place} />
    </div>
  );
}
