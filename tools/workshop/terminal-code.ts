// Floor 7. A QR code in a terminal, two rows to a line, black on white whatever the terminal's colors are.
import { encode } from 'uqr';

/** Light modules around it: a reader needs four, and terminals are dark. */
const quiet = 3;

/** @param isColored without colors it is drawn in light blocks, for a dark terminal */
export function terminalCode(text: string, isColored: boolean): string {
  const { data } = encode(text, { ecc: 'L', border: quiet });
  const lines: string[] = [];
  for (let y = 0; y < data.length; y += 2) {
    const cells = (data[y] ?? []).map((upper, x) => blockOf(upper !== isColored, data[y + 1]?.[x] !== isColored));
    lines.push(isColored ? `\u001b[38;5;16;48;5;231m${cells.join('')}\u001b[0m` : cells.join(''));
  }
  return lines.join('\n');
}

function blockOf(isUpperEmpty: boolean, isLowerEmpty: boolean): string {
  if (isUpperEmpty) return isLowerEmpty ? ' ' : '▄';
  return isLowerEmpty ? '▀' : '█';
}
