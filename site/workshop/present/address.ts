// Floor 7. What the address of the presenter's page says: what is presented, at which step, and whether this is the window with the notes. Pure.

export type Programme =
  | { readonly kind: 'agenda'; readonly id: string }
  | { readonly kind: 'lesson'; readonly slug: string };

export interface PresentAddress {
  readonly programme: Programme;
  readonly item: number;
  /** A number, or the id of a scene in the lesson: `scene-join`. */
  readonly step: number | string;
  readonly isNotes: boolean;
}

/** @param hash `#lesson=range-assignor/4`, `#lesson=range-assignor/scene-one-topic`, `#agenda=ID/2/4`, each with `&notes` behind it */
export function readAddress(hash: string): PresentAddress | undefined {
  const match = /^#(lesson|agenda)=([^/&]+)((?:\/[\w-]+)*)(&notes)?$/.exec(hash);
  if (match === null) return undefined;
  const [, kind, name = '', rest = '', notes] = match;
  const parts = rest.split('/').slice(1);
  const isNotes = notes !== undefined;
  if (kind === 'lesson') {
    const programme: Programme = { kind, slug: name };
    return { programme, item: 0, step: stepIn(parts[0]), isNotes };
  }
  const programme: Programme = { kind: 'agenda', id: decoded(name) };
  return { programme, item: Number(/^\d{1,3}$/.exec(parts[0] ?? '')?.[0] ?? 0), step: stepIn(parts[1]), isNotes };
}

export function writeAddress({ programme, item, step, isNotes }: PresentAddress): string {
  const notes = isNotes ? '&notes' : '';
  return programme.kind === 'lesson'
    ? `#lesson=${programme.slug}/${step}${notes}`
    : `#agenda=${encodeURIComponent(programme.id)}/${item}/${step}${notes}`;
}

const stepIn = (text = '0'): number | string => (/^\d{1,4}$/.test(text) ? Number(text) : text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
