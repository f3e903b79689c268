// A copy of an answer that tells where it is: a call at the start of each loop's turn and of each function. It serves a
// second, diagnosing run alone, to name the line an endless loop spins on. Lines stay as they are.
import type { Node, SourceFile, TypeScriptNodes } from './typescript-nodes.ts';

/** Called with the line, 1-based. The runner's worker provides it. */
const TICK = '__rebalanceLabTick';

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** @param code the source file with its types blanked in place, so that offsets in the tree hold for it too. */
export function instrument(ts: TypeScriptNodes, sourceFile: SourceFile, code: string): string {
  const insertions: Insertion[] = [];

  const visit = (node: Node): void => {
    const body = bodyOf(node);
    const isLoop = ts.isIterationStatement(node, false);
    if (body !== undefined && (isLoop || ts.isFunctionLike(node))) {
      const start = body.getStart(sourceFile);
      const tick = `${TICK}(${sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1})`;
      if (ts.isBlock(body)) insertions.push({ at: start + 1, text: `${tick};` });
      else if (isLoop) insertions.push({ at: start, text: `{${tick};` }, { at: body.end, text: '}' });
      else insertions.push({ at: start, text: `(${tick},` }, { at: endOfValue(code, start, body.end), text: ')' });
    }
    node.forEachChild(visit);
  };
  sourceFile.forEachChild(visit);

  // Insertions at one offset keep their order: what was opened last is closed first.
  const ordered = insertions
    .map((insertion, order) => ({ ...insertion, order }))
    .sort((a, b) => a.at - b.at || (a.text === '}' || a.text === ')' ? b.order - a.order : a.order - b.order));
  let result = '';
  let from = 0;
  for (const { at, text } of ordered) {
    result += code.slice(from, at) + text;
    from = at;
  }
  return result + code.slice(from);
}

function bodyOf(node: Node): Node | undefined {
  if ('body' in node) return node.body as Node | undefined;
  return 'statement' in node ? (node.statement as Node | undefined) : undefined;
}

/** Where the value of an arrow function ends in the blanked code, which may have a semicolon in the place of a type. */
function endOfValue(code: string, start: number, end: number): number {
  return start + code.slice(start, end).replace(/[\s;]+$/, '').length;
}
