// Takes types out where Monaco, and TypeScript with it, is absent. Keeps lines; columns nearly always.
import { transform } from 'sucrase';
import type { SourcePosition } from '../runner/outcome.ts';
import type { StripResult } from './strip-result.ts';

export function stripWithSucrase(source: string): StripResult {
  try {
    const { code } = transform(source, { transforms: ['typescript'], disableESTransforms: true });
    return { kind: 'stripped', source, code };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { kind: 'syntax-error', source, message: messageOf(text), at: positionIn(text) };
  }
}

/** Sucrase ends its messages with the position: `Unexpected token (3:5)`. */
const POSITION = / \((\d+):(\d+)\)$/;

function messageOf(text: string): string {
  return `${text.replace(/^Error transforming [^:]*: /, '').replace(POSITION, '')}.`;
}

function positionIn(text: string): SourcePosition | undefined {
  const found = POSITION.exec(text);
  return found === null ? undefined : { line: Number(found[1]), column: Number(found[2]) };
}
