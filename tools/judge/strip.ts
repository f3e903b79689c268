// Makes an answer's source ready to run, as the editor does in the browser: syntax first, then types blanked out in place.
import { parseSync } from 'vite';
import { ContentError, positionAt } from '../../site/build/content-error.ts';
import { stripTypes } from '../../site/build/unit.ts';
import type { Ending } from '../../site/runner/outcome.ts';
import type { StrippedAnswer } from '../../site/runner/page/runner.ts';

export type Stripped =
  | { readonly kind: 'stripped'; readonly answer: StrippedAnswer }
  | { readonly kind: 'unreadable'; readonly ending: Extract<Ending, { kind: 'syntax-error' }> };

/** @param path as it is to appear in stacks: `/range-assignor.ts` */
export function strip(path: string, source: string): Stripped {
  const [error] = parseSync(path, source).errors;
  if (error !== undefined) {
    const [label] = error.labels;
    return unreadable(error.message, label && positionAt(source, label.start));
  }
  try {
    return { kind: 'stripped', answer: { path, code: stripTypes(path, source) } };
  } catch (thrown) {
    if (thrown instanceof ContentError) return unreadable(thrown.problem, thrown.at);
    throw thrown;
  }
}

function unreadable(message: string, at: Extract<Ending, { kind: 'syntax-error' }>['at']): Stripped {
  return { kind: 'unreadable', ending: { kind: 'syntax-error', message, at } };
}
