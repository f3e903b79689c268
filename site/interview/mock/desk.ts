// What the views of a mock interview share: the session, what the build knows, and what belongs to pages. Floor 7.
import type { Store } from '../../storage/store.ts';
import type { Exam, ExamOptions } from '../../workbench/mount-exam.ts';
import type { Enliven } from '../page-card.tsx';
import type { ReportNames } from './report.ts';
import type { MockSession } from './session.ts';

export interface MockDesk {
  readonly session: MockSession;
  readonly store: Store;
  readonly names: ReportNames;
  /** From the page to the site's root. */
  readonly root: string;
  /** Which interview the page's address asks for; empty: none. */
  readonly address: string;
  readonly enliven: Enliven;
  /** Fetches the workbench and puts it in its place; the editor is large and asked for here only. */
  readonly openExam: (element: HTMLElement, options: ExamOptions) => Promise<Exam>;
  /** Makes the panes' tabs of a narrow screen work. */
  readonly enablePanes: () => void;
  /** A new name, for an interview and its chance. */
  readonly newId: () => string;
}
