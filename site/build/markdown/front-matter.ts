// The YAML between --- lines at the top of a Markdown file.
import type * as v from 'valibot';
import type { Problems } from './problems.ts';
import { readYaml, type YamlContent } from './yaml.ts';

export interface WithFrontMatter<Output> {
  /** `undefined` when something was reported. */
  readonly frontMatter: YamlContent<Output> | undefined;
  readonly body: string;
  /** The file's line, 1-based, on which the body begins. */
  readonly bodyLine: number;
}

export function splitFrontMatter<const Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  text: string,
  problems: Problems,
): WithFrontMatter<v.InferOutput<Schema>> {
  const match = /^---\r?\n([\s\S]*?)^---[ \t]*\r?\n/m.exec(text);
  if (match === null || match.index !== 0) {
    problems.report(file, 1, 'the file has no front matter; begin it with a line ---, the keys, and a line ---');
    return { frontMatter: undefined, body: text, bodyLine: 1 };
  }
  return {
    frontMatter: readYaml(schema, match[1] ?? '', { file, firstLine: 2 }, problems),
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
  };
}
