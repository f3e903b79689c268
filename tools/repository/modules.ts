// Floor 7. What a module imports, exports and names, read from its syntax tree. Resolves no packages and runs nothing.
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path/posix';
import { type ESTree, parseSync } from 'vite';
import { lineAt, type RepositoryFile } from './repository-file.ts';

export interface Import {
  /** A path from the root for what is relative, `node:fs` for a built-in, else the name as it is written. */
  readonly target: string;
  readonly isTypeOnly: boolean;
  /** Names taken from the target; `*` where that cannot be told. */
  readonly names: readonly string[];
  readonly line: number;
}

export interface Export {
  readonly name: string;
  readonly isType: boolean;
  readonly line: number;
}

export interface Module {
  readonly file: RepositoryFile;
  readonly imports: readonly Import[];
  /** What is declared here and exported; not what is passed on from elsewhere. */
  readonly exports: readonly Export[];
  /** Every text in quotes, since builds and workers name files that way. */
  readonly strings: readonly string[];
}

export type SyntaxNode = ESTree.Node;

const isCode = /\.(ts|tsx|mjs|cjs|cts)$/;

export function modulesOf(files: readonly RepositoryFile[]): readonly Module[] {
  return files.filter((file) => isCode.test(file.path)).map(moduleOf);
}

export function moduleOf(file: RepositoryFile): Module {
  const { program, module, errors } = parseSync(file.path, file.text);
  if (errors[0] !== undefined) throw new Error(`${file.path} cannot be parsed: ${errors[0].message}`);

  const imports: Import[] = [];
  const add = (specifier: string, offset: number, isTypeOnly: boolean, names: readonly string[]) =>
    imports.push({ target: targetOf(specifier, file.path), isTypeOnly, names, line: lineAt(file.text, offset) });

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const isTypeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    add(
      moduleRequest.value,
      start,
      isTypeOnly,
      entries.map(({ importName }) =>
        importName.kind === 'Name' ? (importName.name ?? '*') : importName.kind === 'Default' ? 'default' : '*',
      ),
    );
  }
  const exports: Export[] = [];
  for (const { entries } of module.staticExports) {
    for (const entry of entries) {
      if (entry.moduleRequest !== null) {
        add(entry.moduleRequest.value, entry.start, entry.isType, [entry.importName.name ?? '*']);
      } else if (entry.exportName.name !== null || entry.exportName.kind === 'Default') {
        const name = entry.exportName.name ?? 'default';
        exports.push({ name, isType: entry.isType, line: lineAt(file.text, entry.start) });
      }
    }
  }

  const strings: string[] = [];
  walk(program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') strings.push(node.value);
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      add(String(node.source.value), node.start, false, ['*']);
    }
    if (node.type === 'TSImportType') add(String(node.source.value), node.start, true, ['*']);
  });
  return { file, imports, exports, strings };
}

const builtins = new Set(builtinModules);

function targetOf(specifier: string, importer: string): string {
  const bare = specifier.replace(/\?.*$/, '');
  // A suite names the files beside it without an ending.
  if (/^\.\/[\w-]+$/.test(bare)) return join(dirname(importer), `${bare}.ts`);
  if (bare.startsWith('.')) return join(dirname(importer), bare);
  if (builtins.has(bare)) return `node:${bare}`;
  return bare;
}

/** Visits every node, parents first. `key` is where the parent holds it. */
export function walk(
  node: SyntaxNode,
  visit: (node: SyntaxNode, parent: SyntaxNode | undefined, key: string) => void,
  parent?: SyntaxNode,
  key = '',
): void {
  visit(node, parent, key);
  for (const [childKey, child] of Object.entries(node)) {
    for (const each of Array.isArray(child) ? child : [child]) {
      if (isNode(each)) walk(each, visit, node, childKey);
    }
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
