// A link to one test: it opens the page with that test selected and runs nothing.
const PREFIX = '#test=';

export function linkToTest(address: string, id: string): string {
  return `${address.replace(/#.*$/, '')}${PREFIX}${encodeURIComponent(id)}`;
}

export function testInHash(hash: string): string | undefined {
  if (!hash.startsWith(PREFIX)) return undefined;
  try {
    return decodeURIComponent(hash.slice(PREFIX.length));
  } catch {
    // Somebody's damaged link; there is no test of that name.
    return undefined;
  }
}
