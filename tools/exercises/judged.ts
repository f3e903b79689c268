// Floor 7. What `check.ts --json FILE` writes: an array of these. A shape, and nothing that does anything.
import type { RunReport } from '../../site/runner/outcome.ts';

export interface JudgedImplementation {
  readonly slug: string;
  readonly role: string;
  /** From the project's root. */
  readonly file: string;
  readonly report: RunReport;
}
