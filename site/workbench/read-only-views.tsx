// Beside the answer, to be read: the suite, and the solution compared with the answer, with its walkthrough.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Solution } from '../exercise.ts';
import type { Bench } from './bench.ts';
import { Rendered } from './rendered.tsx';
import { ScrollArea } from './scroll-area.tsx';

export function SuiteView({ bench }: { readonly bench: Bench }) {
  const { suite } = bench.exercise;
  const html = useSignal<string | undefined>(undefined);
  const hasMonaco = bench.editor.value?.kind === 'monaco';
  useEffect(() => {
    if (!hasMonaco) return;
    void import('../editor/monaco-views.ts')
      .then(({ highlighted }) => highlighted(suite))
      .then((colored) => {
        html.value = colored;
      });
  }, [hasMonaco, suite, html]);
  return (
    <ScrollArea as="section" class="file-view" label="suite.test.ts, read only">
      {html.value === undefined ? <pre>{suite}</pre> : <Rendered class="file-colored" html={html.value} />}
    </ScrollArea>
  );
}

export function SolutionView({ bench }: { readonly bench: Bench }) {
  const solution = useSignal<Solution | 'loading' | 'failed'>('loading');
  const { loadSolution } = bench;
  useEffect(() => {
    loadSolution().then(
      (loaded) => {
        solution.value = loaded;
      },
      () => {
        solution.value = 'failed';
      },
    );
  }, [loadSolution, solution]);
  if (solution.value === 'loading') return <p class="file-view">Loading the solution.</p>;
  if (solution.value === 'failed') {
    return <p class="file-view">The solution could not be loaded. Check the connection, then open this tab again.</p>;
  }
  const { source, walkthroughHtml } = solution.value;
  return (
    <section class="file-view solution" aria-label="Solution">
      {bench.editor.value?.kind === 'monaco' ? (
        <SolutionDiff yours={bench.source.value} solution={source} />
      ) : (
        <SolutionPair yours={bench.source.value} solution={source} />
      )}
      <Rendered class="prose solution-walkthrough" html={walkthroughHtml} />
    </section>
  );
}

interface Pair {
  readonly yours: string;
  readonly solution: string;
}

function SolutionDiff({ yours, solution }: Pair) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let close: (() => void) | undefined;
    let isGone = false;
    void import('../editor/monaco-views.ts').then(({ openDiff }) => {
      if (!isGone && place.current !== null) close = openDiff(place.current, { yours, solution });
    });
    return () => {
      isGone = true;
      close?.();
    };
  }, [yours, solution]);
  return (
    <>
      <p class="solution-sides" aria-hidden="true">
        <span>Yours</span>
        <span>Solution</span>
      </p>
      <div ref={place} class="solution-diff" />
    </>
  );
}

function SolutionPair({ yours, solution }: Pair) {
  return (
    <div class="solution-pair">
      <section aria-label="The solution">
        <h2>Solution</h2>
        <ScrollArea as="pre">{solution}</ScrollArea>
      </section>
      <section aria-label="Your code">
        <h2>Yours</h2>
        <ScrollArea as="pre">{yours}</ScrollArea>
      </section>
    </div>
  );
}
