// Floor 7. The way to `npm run workshop`, where the page comes from it. Elsewhere it finds out without a trace.
import * as v from 'valibot';
import { bodySizeMax, handInsPath, livePath, liveSchema, refusalSchema } from '../live.ts';
import type { HandIn } from './hand-in.ts';

/** @param root from the page to the site's root: `../../` */
export async function isServedLive(root: string): Promise<boolean> {
  try {
    const response = await fetch(root + livePath, { cache: 'no-store' });
    return response.ok && v.parse(liveSchema, await response.json()).live;
  } catch {
    return false;
  }
}

export type Sent =
  | { readonly kind: 'received' }
  /** A sentence or two: what went wrong and what to do. */
  | { readonly kind: 'refused'; readonly why: string };

export async function send(root: string, handIn: HandIn): Promise<Sent> {
  const body = JSON.stringify(handIn);
  const size = new Blob([body]).size;
  if (size > bodySizeMax) {
    const why = `It has ${(size / 1e6).toFixed(1)} MB, and the room takes ${bodySizeMax / 1e6}. Choose fewer exercises.`;
    return { kind: 'refused', why };
  }
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(root + handInsPath, { method: 'POST', headers, body });
    if (response.ok) return { kind: 'received' };
    const refusal = v.safeParse(refusalSchema, await response.json());
    const why = refusal.success ? refusal.output.problem : `It answered with status ${response.status}.`;
    return { kind: 'refused', why: `The room did not take it. ${why}` };
  } catch {
    const why = 'The room could not be reached. Check the Wi-Fi and try again, or hand in by file, text or QR code.';
    return { kind: 'refused', why };
  }
}
