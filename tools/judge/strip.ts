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
  const stripped = withoutTypes(path, source);
  if (stripped === 'too deep' || bracketsInARow.test(source))
    return unreadable('The code is nested too deeply to be read.', undefined);
  const [error] = parseSync(path, source).errors;
  if (error !== undefined) {
    const [label] = error.labels;
    return unreadable(error.message, label && positionAt(source, label.start));
  }
  return stripped;
}

/** The one chain that stripping passes over and that the native parser reads by recursion: `type X = A[][][]...`. */
const bracketsInARow = /(?:\[[^[\]\n]{0,40}\]\s*){1000}/;

/**
 * Before the native parser sees the source, because that one takes the process with it where nesting exhausts its stack. This
 * one's stack is smaller, and it throws.
 */
function withoutTypes(path: string, source: string): Stripped | 'too deep' {
  try {
    return { kind: 'stripped', answer: { path, code: stripTypes(path, source) } };
  } catch (thrown) {
    if (thrown instanceof ContentError) return unreadable(thrown.problem, thrown.at);
    if (thrown instanceof RangeError) return 'too deep';
    throw thrown;
  }
}

function unreadable(message: string, at: Extract<Ending, { kind: 'syntax-error' }>['at']): Stripped {
  return { kind: 'unreadable', ending: { kind: 'syntax-error', message, at } };
}
