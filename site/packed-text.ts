// Floor 7. Text made small, for links and mail: compressed, in letters that an address may hold. Knows nothing of what it says.

/** @returns letters of base64url, without padding */
export async function pack(text: string): Promise<string> {
  const stream = new CompressionStream('deflate-raw');
  const packed = await through(new TextEncoder().encode(text), stream, Number.POSITIVE_INFINITY);
  const slices: string[] = [];
  for (let at = 0; at < packed.length; at += sliceSize) {
    slices.push(String.fromCharCode(...packed.subarray(at, at + sliceSize)));
  }
  return btoa(slices.join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** As many arguments as a call takes in every browser. */
const sliceSize = 8192;

/** What was packed unfolds into more than was allowed: a small text may become a very large one. */
export class UnfoldsTooFar extends Error {
  override readonly name = 'UnfoldsTooFar';
}

/**
 * @param letters of base64url or of base64
 * @param bytesMax of the text
 * @throws UnfoldsTooFar; any other error means that the letters are not those that `pack` gave
 */
export async function unpack(letters: string, bytesMax: number): Promise<string> {
  const packed = Uint8Array.from(atob(letters.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const bytes = await through(packed, new DecompressionStream('deflate-raw'), bytesMax);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    size += value.length;
    if (size > bytesMax) {
      await reader.cancel();
      throw new UnfoldsTooFar(`more than ${bytesMax} bytes`);
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
