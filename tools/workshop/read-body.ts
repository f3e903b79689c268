// Floor 7. The body of a request, no longer than is allowed. What is too long is read to its end and forgotten, so that its sender hears why.
import type { IncomingMessage } from 'node:http';

/** Beyond this nothing more is read of what is refused anyway. */
const patience = 100_000_000;

export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The connection ended before the body did, or was ended here. */
  | { readonly kind: 'gone' };

export async function readBody(request: IncomingMessage, most: number): Promise<Body> {
  let chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > patience) return { kind: 'gone' };
      if (size > most) chunks = [];
      else chunks.push(chunk);
    }
  } catch {
    return { kind: 'gone' };
  }
  return size > most ? { kind: 'too-large' } : { kind: 'whole', bytes: Buffer.concat(chunks, size) };
}
