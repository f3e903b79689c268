// Reads a piece of YAML against a schema and says what is wrong at which line. Knows not what the YAML is for.
import * as v from 'valibot';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Problems, suggestion } from './problems.ts';

export interface YamlPlace {
  /** From the project's root. */
  readonly file: string;
  /** 1-based line of the file at which the text begins. */
  readonly firstLine: number;
}

export interface YamlContent<Output> {
  readonly value: Output;
  /** Line in the file of the value at a path, or of the nearest thing above it. */
  lineOf(path: readonly PropertyKey[]): number;
}

type Path = readonly PropertyKey[];

/** @returns `undefined` when something was reported */
export function readYaml<const Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  place: YamlPlace,
  problems: Problems,
): YamlContent<v.InferOutput<Schema>> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => place.firstLine + Math.max(lines.linePos(offset).line, 1) - 1;
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      problems.report(place.file, lineAt(error.pos[0]), `not valid YAML: ${error.message}`);
    }
    return undefined;
  }
  const lineOf = (path: Path): number => lineAt(offsetOf(document, path));
  const result = v.safeParse(schema, document.toJS() ?? {});
  if (result.success) return { value: result.output, lineOf };
  for (const issue of result.issues) {
    const path = issue.path?.map((item) => item.key as PropertyKey) ?? [];
    problems.report(place.file, lineOf(path), problemText(issue, path, schema));
  }
  return undefined;
}

function problemText(issue: v.BaseIssue<unknown>, path: Path, schema: v.GenericSchema): string {
  const key = `\`${path.map(String).join('.') || 'this'}\``;
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = keysAt(schema, path.slice(0, -1));
    return `unknown key ${key}; ${suggestion(String(path.at(-1)), known)}`;
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') return `${key} is missing; add it`;
  return `${key} is ${shown(issue.input)}; ${issue.message}`;
}

function shown(input: unknown): string {
  const text = JSON.stringify(input) ?? String(input);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Keys that a schema of objects allows at a path; none where the schema is of another kind. */
function keysAt(schema: unknown, path: Path): readonly string[] {
  const entries = (schema as { readonly entries?: Readonly<Record<string, unknown>> }).entries;
  if (entries === undefined) return [];
  const [first, ...rest] = path;
  return first === undefined ? Object.keys(entries) : keysAt(entries[String(first)], rest);
}

/** Where the key at a path stands, or the nearest thing above it that is there. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(name));
      if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    } else {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return node.range?.[0] ?? 0;
    }
  }
  return 0;
}
