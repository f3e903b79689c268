// The brief: what is asked, by numbered rules, with the hints shown so far and the way to the solution.
import { useEffect, useRef } from 'preact/hooks';
import { CodeWordForm } from '../workshop/attend/code-word-form.tsx';
import type { Bench } from './bench.ts';
import { Rendered } from './rendered.tsx';

export function Brief({ bench }: { readonly bench: Bench }) {
  const { exercise } = bench;
  return (
    <article class="brief prose">
      <h1>{exercise.title}</h1>
      <Rendered html={exercise.introHtml} />
      <h2>Rules</h2>
      <ol class="brief-rules">
        {exercise.rules.map((rule) => (
          <li key={rule.id} id={`rule-${rule.id}`} value={Number(rule.id.slice(1))}>
            <Rendered html={rule.html} />
          </li>
        ))}
      </ol>
      <Rendered html={exercise.outroHtml} />
      {!bench.heldBack.value.hints && <Hints bench={bench} />}
      <HeldBack bench={bench} />
      <p class="brief-help">
        <HintButton bench={bench} />
        <SolutionButton bench={bench} />
      </p>
    </article>
  );
}

function Hints({ bench }: { readonly bench: Bench }) {
  const { hintsHtml } = bench.exercise;
  const shown = bench.kept.progress.value.hintsShown;
  const latest = useRef<HTMLElement>(null);
  const isAskedFor = bench.isHintAskedFor.value;
  useEffect(() => {
    if (!isAskedFor) return;
    latest.current?.scrollIntoView({ block: 'nearest' });
    bench.isHintAskedFor.value = false;
  }, [bench, isAskedFor]);
  return (
    <>
      {hintsHtml.slice(0, shown).map((html, index) => (
        // Hints have an order and nothing else to be told apart by.
        <section key={String(index)} class="hint" ref={index === shown - 1 ? latest : null}>
          <h2>
            Hint {index + 1} of {hintsHtml.length}
          </h2>
          <Rendered html={html} />
        </section>
      ))}
    </>
  );
}

/** What a workshop holds back, and where to type the word that releases it. */
function HeldBack({ bench }: { readonly bench: Bench }) {
  const held = bench.heldBack.value;
  const place = useRef<HTMLElement>(null);
  const isAskedFor = bench.isHintAskedFor.value && held.hints;
  useEffect(() => {
    if (!isAskedFor) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.querySelector('input')?.focus();
    bench.isHintAskedFor.value = false;
  }, [bench, isAskedFor]);
  if (!held.solutions && !held.hints) return null;
  return (
    <section class="held-back" ref={place} aria-labelledby="held-back-title">
      <h2 id="held-back-title">Held back</h2>
      <p>
        In the workshop “{bench.attendance.attending.value?.agenda.name}” this waits until your instructor says a code
        word: {[held.solutions ? 'the solution' : '', held.hints ? 'the hints' : ''].filter(Boolean).join(' and ')}. It
        is courtesy, not security; you can leave the workshop on the course map.
      </p>
      <CodeWordForm attendance={bench.attendance} />
    </section>
  );
}

export function HintButton({ bench }: { readonly bench: Bench }) {
  const total = bench.exercise.hintsHtml.length;
  const shown = bench.kept.progress.value.hintsShown;
  if (total === 0) return null;
  if (bench.heldBack.value.hints) {
    return (
      <button type="button" class="bench-button" onClick={() => bench.showHint()}>
        Hints are held back
      </button>
    );
  }
  const isLast = shown >= total;
  return (
    <button type="button" class="bench-button" onClick={() => bench.showHint()}>
      {isLast ? (total === 1 ? 'The hint' : `All ${total} hints`) : `Hint ${shown + 1} of ${total}`}
    </button>
  );
}

export function SolutionButton({ bench }: { readonly bench: Bench }) {
  const isOpen = bench.maySeeSolution.value;
  if (bench.isExam) return null;
  return (
    <button type="button" class="bench-button" disabled={!isOpen} onClick={() => bench.showSolution()}>
      {isOpen
        ? 'Solution'
        : bench.heldBack.value.solutions
          ? 'The solution is held back'
          : 'Solution after passing or two hints'}
    </button>
  );
}
