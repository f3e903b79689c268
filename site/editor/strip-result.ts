// What comes of taking the types out of an answer.
import type { SourcePosition } from '../runner/outcome.ts';

export type StripResult =
  /** Lines are those of `source`, in Monaco columns too. */
  | { readonly kind: 'stripped'; readonly source: string; readonly code: string; readonly instrumented?: string }
  /** It is no TypeScript, or TypeScript that needs more than leaving types out. Nothing of it can run. */
  | {
      readonly kind: 'syntax-error';
      readonly source: string;
      readonly message: string;
      readonly at: SourcePosition | undefined;
    };
