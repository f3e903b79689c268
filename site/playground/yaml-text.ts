// Floor 7. A scenario as YAML, and out of it, with the line of each problem. Loaded only when somebody writes or reads one.
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, stringify } from 'yaml';
import type { Problem, Written } from './protocol.ts';

export function toYaml(scenario: Written): string {
  return stringify(scenario, { lineWidth: 0, flowCollectionPadding: true });
}

export type ReadYaml =
  | { readonly scenario: Written; told(problem: Problem): string }
  /** `Line 3: ...` */
  | { readonly problems: readonly string[] };

export function fromYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number): number => Math.max(lines.linePos(offset).line, 1);
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ pos, message }) => `Line ${lineAt(pos[0])}: no valid YAML: ${message}`) };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [`No valid YAML: ${error instanceof Error ? error.message : String(error)}`] };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problems: ['Line 1: this is no scenario; write topics, consumers, events, and how long it runs'] };
  }
  return {
    scenario: value as Written,
    told: ({ path, text: what }) => `Line ${lineAt(offsetOf(document, path))}: ${what}`,
  };
}

/** Where the key at a path stands, or the nearest thing above it that is there. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
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
