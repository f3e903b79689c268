// A name that nothing else has. Not crypto.randomUUID: a page from a plain http address in the local network has none.
export function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
