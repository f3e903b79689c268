// A computed question on a page: asked, answered by mouse or key, explained, and its run to be watched. The run and its timeline are
// fetched only when they are asked for. Floor 7; knows no page.
import type { ComponentType } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { whyNotLoaded } from '../pages/why-not-loaded.ts';
import { families } from './families/families.ts';
import type { ComputedQuestion } from './families/question.ts';
import type { WatchedRunProps } from './watched-run.tsx';

export interface ComputedCardProps {
  /** Another one: another card, with a key of its own. */
  readonly question: ComputedQuestion;
  /** `chosen`: the option in its words. */
  readonly onAnswered: (outcome: {
    readonly isRight: boolean;
    readonly chosen: string;
    readonly tookMs: number;
  }) => void;
  /** The option that was chosen when it was asked before: the card stands answered. */
  readonly answered?: string | undefined;
  /** Offers to go on, once it is answered. Without it, that is the business of who shows the card. */
  readonly onNext?: () => void;
}

export function ComputedCard({ question, onAnswered, answered, onNext }: ComputedCardProps) {
  const [chosen, setChosen] = useState(() => indexIn(question.options, answered));
  const area = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const shownMs = useRef(performance.now());
  const id = useId();
  const { options, rightIndex } = question;
  const family = families.find((each) => each.id === question.familyId);
  const isAnswered = chosen !== undefined;
  const right = options[rightIndex] ?? '';

  const choose = (index: number): void => {
    const option = options[index];
    if (isAnswered || option === undefined) return;
    setChosen(index);
    const tookMs = Math.round(performance.now() - shownMs.current);
    onAnswered({ isRight: index === rightIndex, chosen: option, tookMs });
  };
  // Its keys are keys only while the focus is inside.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || isAnswered) return;
    // Who shows the card may have the same keys.
    event.preventDefault();
    event.stopPropagation();
    choose(Number(event.key) - 1);
  };

  // Before it is painted: who sees the question can press a key.
  useLayoutEffect(() => (next.current ?? area.current)?.focus({ preventScroll: true }), [isAnswered]);

  return (
    <section class="computed-card" ref={area} tabIndex={-1} aria-labelledby={`${id}-title`} onKeyDown={onKeyDown}>
      <header class="computed-head">
        <h2 id={`${id}-title`}>{family?.title ?? 'Question'}</h2>
        {family && <span class="computed-level">{family.difficulty}</span>}
      </header>
      <p class="computed-question">
        <Coded text={question.question} />
      </p>
      <div class="computed-given">
        <table aria-label="Given">
          <tbody>
            {question.given.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">
                  <Coded text={label} />
                </th>
                <td>
                  <Coded text={value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="computed-defaults">
        Whatever is not said is as Kafka has it by default. A message takes a millisecond; time begins at 0 s.
      </p>
      <ol class="computed-options" aria-label="Answers">
        {options.map((option, index) => (
          <li key={option}>
            <button
              type="button"
              class={optionClass(index, chosen, rightIndex)}
              // Not taken away by `disabled`, which would throw the focus away.
              aria-disabled={isAnswered}
              aria-pressed={isAnswered ? index === chosen : undefined}
              onClick={() => choose(index)}
            >
              <kbd>{index + 1}</kbd>
              <span>
                <Coded text={option} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div role="status" class="computed-verdict">
        {isAnswered && (
          <>
            <p class={chosen === rightIndex ? 'is-right' : 'is-wrong'}>
              {chosen === rightIndex ? (
                'Right.'
              ) : (
                <>
                  Not quite. The answer is: <Coded text={right} />.
                </>
              )}
            </p>
            <p>
              <Coded text={question.because} />
            </p>
          </>
        )}
      </div>
      {isAnswered && (
        <>
          <p class="computed-follow">An interviewer may go on:</p>
          <ul class="computed-follow-ups">
            {question.followUps.map((followUp) => (
              <li key={followUp}>
                <Coded text={followUp} />
              </li>
            ))}
          </ul>
          <div class="computed-actions">
            {onNext && (
              <button type="button" class="button primary" data-next ref={next} onClick={onNext}>
                Next question <kbd>Enter</kbd>
              </button>
            )}
            <Watch question={question} id={`${id}-run`} />
          </div>
        </>
      )}
    </section>
  );
}

function indexIn(options: readonly string[], option: string | undefined): number | undefined {
  const index = option === undefined ? -1 : options.indexOf(option);
  return index < 0 ? undefined : index;
}

function optionClass(index: number, chosen: number | undefined, rightIndex: number): string {
  if (chosen === undefined) return 'option';
  if (index === rightIndex) return `option is-right${index === chosen ? ' is-chosen' : ''}`;
  return index === chosen ? 'option is-wrong is-chosen' : 'option is-left';
}

function Watch({ question, id }: { readonly question: ComputedQuestion; readonly id: string }) {
  const [state, setState] = useState<
    'closed' | 'loading' | { readonly why: string } | { readonly Run: ComponentType<WatchedRunProps> }
  >('closed');
  const open = async (): Promise<void> => {
    setState('loading');
    try {
      const { WatchedRun } = await import('./watched-run.tsx');
      setState({ Run: WatchedRun });
    } catch {
      setState({ why: await whyNotLoaded('The timeline') });
    }
  };
  if (typeof state === 'object' && 'Run' in state) return <state.Run question={question} id={id} />;
  return (
    <>
      <button type="button" class="button" aria-disabled={state === 'loading'} onClick={() => void open()}>
        {state === 'loading' ? 'Loading the run' : 'Watch the run'}
      </button>
      {typeof state === 'object' && (
        <p class="computed-trouble" role="alert">
          {state.why}
        </p>
      )}
    </>
  );
}

/** Text with `code` between backticks. */
function Coded({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, index) =>
        // Parts have a fixed order and no identity but their place.
        index % 2 === 1 ? <code key={String(index)}>{part}</code> : part,
      )}
    </>
  );
}
