// Floor 6. Where a text differs from what was expected, in words: the first line that does, with its blanks made visible. Knows no group.

/** @param came what the answer returned. @returns whole sentences; `undefined` when it is the same */
export function differenceOf(came: unknown, expected: string): string | undefined {
  if (typeof came !== 'string') return `A text was expected, and not a value of type ${typeof came}.`;
  if (came === expected) return undefined;
  const [ours, theirs] = [linesOf(expected), linesOf(came)];
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  if (at < 0) {
    const extra = theirs[ours.length];
    return extra === undefined
      ? 'The last line has to end with a line feed, and there is none.'
      : `There is a line too many, after ${ours.length} that are right: ${visible(extra)}`;
  }
  const [line = '', other] = [ours[at], theirs[at]];
  if (other === undefined) return `Line ${at + 1} is missing: ${visible(line)}`;
  const column = [...line, ''].findIndex((letter, index) => letter !== [...other][index]);
  return `Line ${at + 1} differs from its character ${column + 1} on. Expected and came:\n${visible(line)}\n${visible(other)}`;
}

/** Without the nothing after the last line feed. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Nobody sees how many blanks there are, nor a line that is empty. */
function visible(line: string): string {
  if (line === '') return '(an empty line)';
  const shown = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return shown.replaceAll(' ', '·').replaceAll('\t', '→');
}
