// Bundles the declarations of a module into one text with nothing in it but what the module exports and what that refers to:
// the editor shows and completes from it, so a name of the inside would be noise. Reads declarations (.d.ts) alone.
import { dirname, join } from 'node:path/posix';
import { type ESTree, parseSync } from 'vite';

/** What the editor is told about a property of an exported or used constant: by the constant's name, then by the property's. */
export type PropertyDocs = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Declaration {
  readonly module: DeclarationModule;
  readonly name: string;
  /** With its comment. */
  readonly start: number;
  readonly node: ESTree.Node;
  readonly end: number;
}

interface DeclarationModule {
  readonly path: string;
  readonly text: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** By local name. */
  readonly imports: ReadonlyMap<string, Source>;
  /** By exported name. */
  readonly exports: ReadonlyMap<string, Source>;
}

interface Source {
  /** `undefined`: this module. */
  readonly from: string | undefined;
  /** `*` for the whole module. */
  readonly name: string;
  readonly isTypeOnly: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Resolved = Declaration | { readonly external: string; readonly name: string };

/**
 * @param read gives the text of a declaration file by its path, `simulator/kafka.d.ts`
 * @param names what to take of the entry's exports; all when it is left out
 * @throws Error when two declarations of one name are needed, or one in a form that is not understood
 */
export function bundleDeclarations(
  entry: string,
  read: (path: string) => string,
  { docs = new Map() }: { readonly docs?: PropertyDocs } = {},
): string {
  const modules = new Map<string, DeclarationModule>();
  const moduleAt = (path: string): DeclarationModule => {
    const known = modules.get(path) ?? readModule(path, read(path));
    modules.set(path, known);
    return known;
  };
  const resolve = (module: DeclarationModule, name: string): Resolved | undefined => {
    const own = module.declarations.get(name);
    if (own !== undefined) return own;
    const source = module.imports.get(name);
    return source === undefined ? undefined : follow(module, source);
  };
  const follow = (module: DeclarationModule, { from, name }: Source): Resolved => {
    if (from === undefined) {
      const found = resolve(module, name);
      if (found === undefined) throw new Error(`${module.path} exports ${name}, which it does not declare.`);
      return found;
    }
    if (!from.startsWith('.')) return { external: from, name };
    if (name === '*')
      throw new Error(`${module.path} takes all of ${from}: name what is taken, so that it can be bundled.`);
    const target = moduleAt(join(dirname(module.path), from).replace(/\.ts$/, '.d.ts'));
    const source = target.exports.get(name);
    if (source === undefined)
      throw new Error(`${target.path} does not export ${name}, which ${module.path} takes from it.`);
    return follow(target, source);
  };

  const root = moduleAt(entry);
  const exported = new Map<Declaration, { readonly name: string; readonly isTypeOnly: boolean }>();
  const externals = new Map<string, Set<string>>();
  const passedOn: string[] = [];
  const waiting: Declaration[] = [];
  for (const [name, source] of root.exports) {
    const found = follow(root, source);
    if ('external' in found) {
      passedOn.push(`export type { ${found.name} } from ${JSON.stringify(found.external)};`);
      continue;
    }
    if (found.name !== name) throw new Error(`${entry} exports ${found.name} as ${name}: give it one name.`);
    exported.set(found, { name, isTypeOnly: source.isTypeOnly });
    waiting.push(found);
  }

  const byName = new Map<string, Declaration>();
  const parts: string[] = [];
  for (let declaration = waiting.shift(); declaration !== undefined; declaration = waiting.shift()) {
    const other = byName.get(declaration.name);
    if (other === declaration) continue;
    if (other !== undefined) {
      throw new Error(
        `${other.module.path} and ${declaration.module.path} both declare ${declaration.name}, and the editor needs both: rename one.`,
      );
    }
    byName.set(declaration.name, declaration);
    const edits = editsOf(declaration, exported.get(declaration), docs.get(declaration.name));
    for (const name of namesIn(declaration, edits)) {
      const found = typeof name === 'string' ? resolve(declaration.module, name) : follow(declaration.module, name);
      if (found === undefined) continue;
      if ('external' in found)
        externals.set(found.external, (externals.get(found.external) ?? new Set()).add(found.name));
      else waiting.push(found);
    }
    parts.push(edited(declaration, edits));
  }
  const imports = [...externals].map(
    ([from, names]) => `import type { ${[...names].sort().join(', ')} } from ${JSON.stringify(from)};`,
  );
  // Without an export of its own kind, everything in a declaration file counts as exported.
  return `${[...imports, ...passedOn, ...parts, 'export {};'].join('\n')}\n`;
}

function readModule(path: string, text: string): DeclarationModule {
  const { program, module: syntax, comments, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);
  const declarations = new Map<string, Declaration>();
  const imports = new Map<string, Source>();
  const exports = new Map<string, Source>();
  const module: DeclarationModule = { path, text, declarations, imports, exports };

  for (const statement of program.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node === null) continue;
    const before = comments.findLast(({ end }) => end <= statement.start);
    const isItsOwn =
      before !== undefined && text.slice(before.end, statement.start).trim() === '' && before.value.startsWith('*');
    for (const name of declaredNames(node)) {
      declarations.set(name, {
        module,
        name,
        start: isItsOwn ? before.start : statement.start,
        node,
        end: statement.end,
      });
    }
  }
  for (const { moduleRequest, entries } of syntax.staticImports) {
    for (const { importName, localName, isType } of entries) {
      const name =
        importName.kind === 'Name' ? (importName.name ?? '') : importName.kind === 'Default' ? 'default' : '*';
      imports.set(localName.value, { from: moduleRequest.value, name, isTypeOnly: isType });
    }
  }
  for (const { entries } of syntax.staticExports) {
    for (const { exportName, localName, importName, moduleRequest, isType } of entries) {
      if (exportName.name === null) continue;
      const name = (moduleRequest === null ? localName.name : importName.name) ?? '*';
      exports.set(exportName.name, { from: moduleRequest?.value, name, isTypeOnly: isType });
    }
  }
  return module;
}

function declaredNames(node: ESTree.Node): readonly string[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return node.id === null ? [] : [node.id.name];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return [node.id.name];
    default:
      return [];
  }
}

/** Names that a declaration refers to, those in what is cut out left aside. */
function namesIn({ node }: Declaration, edits: readonly Edit[]): ReadonlySet<string | Source> {
  const names = new Set<string | Source>();
  visit(node, (each, parent, key) => {
    if (edits.some(({ start, end }) => start <= each.start && each.end <= end && end > start)) return false;
    if (each.type === 'TSImportType') names.add({ from: each.source.value, name: nameTaken(each), isTypeOnly: true });
    const isNameOfMember = key === 'key' && parent !== undefined && 'computed' in parent && !parent.computed;
    if (each.type === 'Identifier' && !isNameOfMember) names.add(each.name);
    return true;
  });
  return names;
}

/** What `import('./a.ts').A` is about, as the compiler writes a type that it found out by itself. */
function nameTaken({ source, qualifier }: ESTree.TSImportType): string {
  if (qualifier?.type === 'Identifier') return qualifier.name;
  throw new Error(
    `A declaration refers to import('${source.value}') as a whole: write its type out where it is declared.`,
  );
}

/** What makes a declaration one of the bundle. */
function editsOf(
  { module: { text }, node, start, end }: Declaration,
  exported: { readonly isTypeOnly: boolean } | undefined,
  docs: ReadonlyMap<string, string> | undefined,
): readonly Edit[] {
  const edits: Edit[] = [];
  // From the end of the comment to the declaration's own word.
  const wordsAt = start + (/^\/\*[\s\S]*?\*\/\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const words = /^(export\s+)?(declare\s+)?/.exec(text.slice(wordsAt, end))?.[0] ?? '';
  const isType = node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration';
  edits.push({
    start: wordsAt,
    end: wordsAt + words.length,
    text: `${exported === undefined ? '' : 'export '}${isType ? '' : 'declare '}`,
  });
  visit(node, (each) => {
    // What is exported as a type alone is handed out, never made.
    const isHandedOut = node.type === 'ClassDeclaration' && exported?.isTypeOnly !== false;
    if (isHandedOut && each.type === 'ClassBody') {
      for (const member of each.body) {
        const isConstructor = member.type === 'MethodDefinition' && member.kind === 'constructor';
        const isStatic = 'static' in member && member.static;
        if (!isConstructor && !isStatic) continue;
        const comment = /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.exec(text.slice(start, member.start))?.[0] ?? '';
        edits.push({
          start: member.start - comment.length,
          end: member.end,
          text: isConstructor ? 'private constructor();' : '',
        });
      }
    }
    if (each.type === 'TSImportType' && each.qualifier !== null) {
      edits.push({ start: each.start, end: each.qualifier.start, text: '' });
    }
    if (each.type === 'TSPropertySignature' && docs !== undefined) {
      const name =
        each.key.type === 'Literal' ? String(each.key.value) : each.key.type === 'Identifier' ? each.key.name : '';
      const doc = docs.get(name);
      if (doc !== undefined) edits.push({ start: each.start, end: each.start, text: `/** ${doc} */\n    ` });
    }
    return true;
  });
  return edits;
}

function edited({ module: { text }, start, end }: Declaration, edits: readonly Edit[]): string {
  let result = '';
  let done = start;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return result + text.slice(done, end);
}

function visit(
  node: ESTree.Node,
  see: (node: ESTree.Node, parent: ESTree.Node | undefined, key: string) => boolean,
  parent?: ESTree.Node,
  key = '',
): void {
  if (!see(node, parent, key)) return;
  for (const [childKey, child] of Object.entries(node)) {
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each, see, node, childKey);
  }
}

function isNode(value: unknown): value is ESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
