// Floor 7. A scenario in a link, and out of it: JSON, compressed, in letters that an address may hold. It carries data and no code.
import type { Written } from './protocol.ts';

const prefix = '#s=';
/** Browsers and chats cut longer ones. */
export const linkMax = 30_000;
/** Far beyond any scenario that somebody writes; a small link may unfold into much. */
const textMax = 500_000;

export async function toFragment(scenario: Written): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  const packed = await through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY);
  return (
    prefix +
    btoa(String.fromCharCode(...packed))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '')
  );
}

export type FromLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'scenario'; readonly scenario: Written }
  | { readonly kind: 'damaged'; readonly why: string };

export async function fromFragment(fragment: string): Promise<FromLink> {
  if (!fragment.startsWith(prefix)) return { kind: 'none' };
  try {
    const letters = fragment.slice(prefix.length).replace(/-/g, '+').replace(/_/g, '/');
    const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const bytes = await through(packed, new DecompressionStream('deflate-raw'), textMax);
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { kind: 'scenario', scenario: value as Written };
    return { kind: 'damaged', why: 'It holds something else than a scenario.' };
  } catch (error) {
    const isLarge = error instanceof RangeError;
    return {
      kind: 'damaged',
      why: isLarge ? error.message : 'It was cut off or changed on its way. Ask for it again, or for the YAML.',
    };
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError('It unfolds into more than any scenario needs.');
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
