// From TypeScript to JavaScript by blanking types in place: lines and columns stay, so a stack points at what was written.
import { blankSourceFile } from 'ts-blank-space';
import { instrument } from './instrument.ts';
import type { StripResult } from './strip-result.ts';
import type { Node, SourceFile, TypeScriptNodes } from './typescript-nodes.ts';

export interface SyntaxError {
  readonly message: string;
  /** Offset in the source. */
  readonly start: number;
}

/** @param syntaxErrors what TypeScript's parser says; blanking alone would not notice. */
export function stripTypes(
  ts: TypeScriptNodes,
  sourceFile: SourceFile,
  syntaxErrors: readonly SyntaxError[],
): StripResult {
  const source = sourceFile.text;
  const refuse = ({ message, start }: SyntaxError): StripResult => {
    const { line, character } = sourceFile.getLineAndCharacterOfPosition(start);
    return { kind: 'syntax-error', source, message, at: { line: line + 1, column: character + 1 } };
  };
  const [first] = syntaxErrors;
  if (first !== undefined) return refuse(first);

  const unerasable: Node[] = [];
  const code = blankSourceFile(sourceFile, (node) => unerasable.push(node));
  const [node] = unerasable;
  if (node !== undefined) return refuse({ message: whyNotErasable(ts, node), start: node.getStart(sourceFile) });
  return { kind: 'stripped', source, code, instrumented: instrument(ts, sourceFile, code) };
}

function whyNotErasable(ts: TypeScriptNodes, node: Node): string {
  const instead = [
    [ts.isEnumDeclaration, 'An `enum` is more than a type. Write a union of strings, or an object `as const`.'],
    [ts.isModuleDeclaration, 'A `namespace` is more than a type. Write an object, or functions of the module itself.'],
    [
      ts.isModifier,
      'A constructor parameter that declares a field is more than a type. Declare the field and assign it.',
    ],
    [ts.isImportEqualsDeclaration, '`import x = ...` cannot run in a browser. Write `import x from ...`.'],
    [ts.isExportAssignment, '`export = ...` cannot run in a browser. Write `export default ...`.'],
    [ts.isTypeAssertionExpression, 'A cast in angle brackets cannot be left out in place. Write `value as Type`.'],
    [ts.isAsExpression, 'Without this `as` the operators around it would group differently. Put it in parentheses.'],
    [
      ts.isSatisfiesExpression,
      'Without this `satisfies` the operators around it would group differently. Put it in parentheses.',
    ],
  ] as const;
  const found = instead.find(([isSuch]) => isSuch(node));
  return (
    found?.[1] ??
    'This needs more than leaving types out, so it cannot run here. Write it as plain JavaScript with types.'
  );
}
