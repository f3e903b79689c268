// The error codes: reference/errors.yaml, held against the codes that the simulated cluster answers with.
import * as v from 'valibot';
import { type Problems, suggestion } from '../markdown/problems.ts';
import type { Stage } from '../markdown/scene.ts';
import { readYaml } from '../markdown/yaml.ts';
import { html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import { referenceFrame, referencePages } from './reference-frame.ts';
import { type Line, referenceTable } from './reference-table.ts';

export const errorsFile = 'reference/errors.yaml';

const sentence = v.pipe(v.string('write a sentence'), v.nonEmpty('write a sentence'));
const schema = v.record(
  v.string(),
  v.strictObject({ code: v.number('write the number on the wire'), says: sentence, consumer: sentence }),
  'write error codes: {NONE: {code: 0, says: ..., consumer: ...}}',
);

type ErrorTexts = v.InferOutput<typeof schema>;

/** What can be read of the file; the rest is reported. */
export function readErrors(text: string, problems: Problems): ErrorTexts {
  return readYaml(schema, text, { file: errorsFile, firstLine: 1 }, problems)?.value ?? {};
}

export function errorsPage(text: string, { errorCodes }: Stage, line: Line, problems: Problems): PageFrame {
  const content = readYaml(schema, text, { file: errorsFile, firstLine: 1 }, problems);
  const errors = content?.value ?? {};
  for (const name of Object.keys(errors)) {
    if (errorCodes.includes(name)) continue;
    const hint = suggestion(name, errorCodes);
    problems.report(errorsFile, content?.lineOf([name]) ?? 1, `the cluster has no error code "${name}"; ${hint}`);
  }
  for (const name of errorCodes) {
    if (content === undefined || name in errors) continue;
    problems.report(errorsFile, 1, `the error code "${name}" is missing; add what it says and what a consumer does`);
  }
  const rows = Object.entries(errors)
    .sort(([, a], [, b]) => a.code - b.code)
    .map(([name, { code, says, consumer }]) => ({
      id: name,
      name: html`<code>${name}</code>`,
      cells: [String(code), line(says), line(consumer)],
    }));
  return referenceFrame(
    referencePages.errors,
    referenceTable(['Error', 'Code', 'What it says', 'What a consumer does'], rows),
  );
}
