// Floor 7. Turns an answer into the text of a function, so that it can be evaluated any number of times at the price of a call.
// Lines and columns are those of the file.
import { parseSync } from 'vite';
import { stripTypes } from '../../site/build/unit.ts';

export interface AnswerFunction {
  /** An expression: an async function that is handed the modules that the answer imports by name, and gives its exports. */
  readonly code: string;
  /** How many columns of the first line come before the file's own. */
  readonly columnsBefore: number;
  /** What it imports from. */
  readonly imports: readonly string[];
  /** What it exports. */
  readonly exports: readonly string[];
}

/** @throws ContentError at a syntax error */
export function answerFunction(file: string, source: string): AnswerFunction {
  const code = stripTypes(file, source);
  const { program, module } = parseSync(file, code, { lang: 'js' });
  const bindings: string[] = [];
  const exports = new Map<string, string>();
  let body = code;
  let defaultAt: { readonly start: number; readonly end: number } | undefined;
  const blank = (from: number, to: number) => {
    body = body.slice(0, from) + body.slice(from, to).replace(/[^\n]/g, ' ') + body.slice(to);
  };

  for (const { moduleRequest, entries, start, end } of module.staticImports) {
    blank(start, end);
    for (const { importName, localName } of entries) {
      const from = `modules[${JSON.stringify(moduleRequest.value)}]`;
      if (importName.kind === 'NamespaceObject') bindings.push(`const ${localName.value} = ${from};`);
      else bindings.push(`const { ${importName.name ?? 'default'}: ${localName.value} } = ${from};`);
    }
  }
  for (const node of program.body) {
    if (node.type === 'ExportNamedDeclaration') blank(node.start, node.declaration?.start ?? node.end);
    if (node.type !== 'ExportDefaultDeclaration') continue;
    const { declaration } = node;
    const isNamed = 'id' in declaration && declaration.id !== null && /^(Function|Class)Decl/.test(declaration.type);
    if (isNamed) blank(node.start, declaration.start);
    else defaultAt = { start: node.start, end: declaration.start };
  }
  // Last, since it may move what comes after it. As long as what it replaces, written as usual.
  if (defaultAt) body = `${body.slice(0, defaultAt.start)}const _default=${body.slice(defaultAt.end)}`;
  for (const { exportName, localName } of module.staticExports.flatMap((each) => each.entries)) {
    const name = exportName.name ?? 'default';
    exports.set(name, `get ${JSON.stringify(name)}() { return ${localName.name ?? '_default'}; }`);
  }
  const before = `(async (modules) => { 'use strict'; ${bindings.join(' ')} `;
  return {
    code: `${before}${body}\nreturn { ${[...exports.values()].join(', ')} }; })`,
    columnsBefore: before.length,
    imports: [...new Set(module.staticImports.map(({ moduleRequest }) => moduleRequest.value))],
    exports: [...exports.keys()],
  };
}
