// Takes a bundle of declarations apart into what it declares and says: names, signatures, docstrings. Reads TypeScript's own output, whose
// layout is known: four spaces a level, one declaration after the other. Renders nothing.

export interface ApiEntry {
  readonly name: string;
  /** What follows the name of a class: `extends KafkaException`. */
  readonly heritage: string;
  readonly kind: 'class' | 'interface' | 'function' | 'type' | 'const';
  /** Markdown, without the comment's stars; empty when there is none. */
  readonly doc: string;
  /** Of a function, type or constant: the whole declaration. Of a class or interface: empty. */
  readonly signature: string;
  readonly members: readonly ApiMember[];
}

export interface ApiMember {
  readonly name: string;
  readonly signature: string;
  readonly doc: string;
}

/** @throws Error for a declaration of a kind that is not known */
export function apiEntries(declarations: string): readonly ApiEntry[] {
  return (
    pieces(declarations.split('\n'), '')
      // What is not exported is there for the exported signatures alone.
      .filter(({ code }) => code[0]?.startsWith('export ') === true && code[0] !== 'export {};')
      .map(({ comment, code }) => entry(docOf(comment), code))
  );
}

function entry(doc: string, code: readonly string[]): ApiEntry {
  const head = code[0] ?? '';
  const match = /^export (?:declare )?(?:abstract )?(class|interface|function|type|const) (\w+)(.*)$/.exec(head);
  if (match === null) throw new Error(`The reference cannot read the declaration "${head}".`);
  const [, kind = '', name = '', rest = ''] = match;
  if (kind !== 'class' && kind !== 'interface') {
    const signature = code.join('\n').replace(/^export (declare )?/, '');
    return { name, kind: kind as ApiEntry['kind'], heritage: '', doc, signature, members: [] };
  }
  return {
    name,
    kind,
    heritage: rest.replace(/\s*\{\s*\}?$/, '').trim(),
    doc,
    signature: '',
    members: pieces(code.slice(1, -1), '    ').flatMap(member),
  };
}

function member({ comment, code }: Piece): readonly ApiMember[] {
  const signature = code.map((line) => line.replace(/^ {4}/, '')).join('\n');
  const name = /^(?:static |readonly |get |set )*([\w#$]+)/.exec(signature)?.[1] ?? '';
  if (/^(#|private |protected )/.test(signature) || name === '') return [];
  return [{ name, signature: signature.replace(/;$/, ''), doc: docOf(comment) }];
}

interface Piece {
  readonly comment: readonly string[];
  readonly code: readonly string[];
}

/** Cuts lines into declarations: each begins at the given indent, and ends before the next line that does not belong to it. */
function pieces(lines: readonly string[], indent: string): readonly Piece[] {
  const found: { comment: string[]; code: string[] }[] = [];
  let comment: string[] = [];
  let isComment = false;
  for (const line of lines) {
    const text = line.startsWith(indent) ? line.slice(indent.length) : undefined;
    const isOwn = text !== undefined && text !== '' && !/^[\s})\]]/.test(text);
    if (isOwn && text.startsWith('/**')) isComment = true;
    if (isComment) {
      comment.push(line.trim());
      if (line.trimEnd().endsWith('*/')) isComment = false;
    } else if (isOwn) {
      found.push({ comment, code: [line] });
      comment = [];
    } else if (line.trim() !== '') found.at(-1)?.code.push(line);
  }
  return found;
}

function docOf(comment: readonly string[]): string {
  return comment
    .map((line) => line.replace(/^\/\*\*\s?|\s*\*\/$/g, '').replace(/^\*\s?/, ''))
    .join('\n')
    .replace(/^@(param|returns|throws)\s+/gm, (_, tag: string) => `\n- *${words[tag] ?? tag}* `)
    .trim();
}

const words: Readonly<Record<string, string>> = { param: 'Argument', returns: 'Returns', throws: 'Throws' };
