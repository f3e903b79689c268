// Floor 7. A text as a QR code. Black on white in every theme, since that is what every reader reads.
import { encode } from 'uqr';

/** Light modules around it: a reader needs four. */
const quiet = 4;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = encode(text, { ecc: 'L', border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '')))
    .join('');
  const whole = size + 2 * quiet;
  return (
    <svg class="qr-code" viewBox={`0 0 ${whole} ${whole}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <rect width={whole} height={whole} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
