// The little of TypeScript's syntax tree that stripping and instrumenting read, as handed in by whoever has TypeScript:
// Monaco's worker in the browser, ts-blank-space's own copy in tests. Knows neither.
import type { blankSourceFile } from 'ts-blank-space';

export type SourceFile = Parameters<typeof blankSourceFile>[0];
export type Node = Parameters<NonNullable<Parameters<typeof blankSourceFile>[1]>>[0];

type Test = (node: Node) => boolean;

export interface TypeScriptNodes {
  readonly isIterationStatement: (node: Node, lookInLabeledStatements: false) => boolean;
  readonly isFunctionLike: Test;
  readonly isBlock: Test;
  readonly isAsExpression: Test;
  readonly isSatisfiesExpression: Test;
  readonly isEnumDeclaration: Test;
  readonly isModuleDeclaration: Test;
  readonly isModifier: Test;
  readonly isImportEqualsDeclaration: Test;
  readonly isExportAssignment: Test;
  readonly isTypeAssertionExpression: Test;
}
