// The glossary: every term that a lesson can link to.
import type { GlossaryTerm } from '../markdown/environment.ts';
import { type Html, html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import { referenceFrame, referencePages } from './reference-frame.ts';
import { type Line, referenceTable } from './reference-table.ts';

export function glossaryPage(glossary: ReadonlyMap<string, GlossaryTerm>, line: Line): PageFrame {
  const rows = [...glossary]
    .sort(([, a], [, b]) => a.term.localeCompare(b.term, 'en'))
    .map(([slug, { term, text }]) => ({ id: slug, name: term, cells: [line(text)] as readonly Html[] }));
  return referenceFrame(referencePages.glossary, html`${referenceTable(['Term', 'What it is'], rows)}`);
}
