// Turns a TypeScript file into a module that the runner can link: types blanked out in place, imports listed.
import * as lexer from 'es-module-lexer/minimal/js';
import tsBlankSpace from 'ts-blank-space';
import { parseSync } from 'vite';
import type { Unit } from '../exercise.ts';
import { ContentError, positionAt } from './content-error.ts';

/**
 * @param path as it is to appear in stacks, from the project's root: `/exercises/range-assignor/cases.ts`
 * @throws ContentError at the place of a syntax error, or of syntax that cannot be erased (`enum`, parameter properties, ...)
 */
export async function unitOf(path: string, source: string): Promise<Unit> {
  await lexer.init();
  const code = stripTypes(path, source);
  const [error] = parseSync(path, source).errors;
  if (error !== undefined)
    throw new ContentError(
      path,
      positionAt(source, error.labels[0]?.start ?? 0),
      `not valid TypeScript: ${error.message}`,
    );
  const [imports] = lexer.parse(code, path);
  return {
    path,
    code,
    imports: imports.flatMap(({ n: specifier, s: start, e: end, d: dynamicAt }) => {
      if (dynamicAt === -2) return [];
      if (dynamicAt > -1 || specifier === undefined) {
        throw new ContentError(
          path,
          positionAt(code, start),
          'import() cannot be linked in the browser; import at the top',
        );
      }
      return [{ specifier, start, end }];
    }),
  };
}

/** Blanks the types of a file out, lines and columns kept. */
export function stripTypes(path: string, source: string): string {
  let unsupportedAt: number | undefined;
  const code = tsBlankSpace(source, (node) => {
    unsupportedAt ??= node.pos;
  });
  if (unsupportedAt !== undefined) {
    const start = unsupportedAt + (/^\s*/.exec(source.slice(unsupportedAt))?.[0].length ?? 0);
    throw new ContentError(
      path,
      positionAt(source, start),
      'only types that can be erased are allowed (no enum, namespace or parameter property)',
    );
  }
  return code;
}
