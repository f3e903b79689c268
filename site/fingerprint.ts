// Floor 7. A short name of a text, to tell whether two are the same or one was changed on its way. No protection against intent.

/** FNV-1a over UTF-16 code units, 32 bits; at most seven letters of base 36. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
