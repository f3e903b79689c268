// Floor 7. Asks the machine that serves the workshop for what was handed in since, as long as somebody looks.
import * as v from 'valibot';
import { type HandIn, HandInError, readHandIn } from '../hand-in/hand-in.ts';
import { arrivedSchema, handInsPath } from '../live.ts';

const everyMs = 2000;

export type LiveState =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly count: number }
  /** A sentence; it is tried again. */
  | { readonly kind: 'trouble'; readonly why: string };

export interface LiveFeedOptions {
  /** From the page to the site's root. */
  readonly root: string;
  readonly key: string;
  readonly onState: (state: LiveState) => void;
  readonly onArrived: (handIns: readonly HandIn[], problems: readonly string[]) => Promise<void>;
}

export function followLive({ root, key, onState, onArrived }: LiveFeedOptions): void {
  let after = 0;
  let count = 0;
  const ask = async (): Promise<'all' | 'more' | 'wrong-key'> => {
    const headers = { authorization: `Bearer ${key}` };
    const response = await fetch(`${root}${handInsPath}?after=${after}`, { headers, cache: 'no-store' });
    if (response.status === 403) {
      onState({
        kind: 'trouble',
        why: 'The key in the address is not that of the running server. Open the address that it printed.',
      });
      return 'wrong-key';
    }
    const { arrived, more } = v.parse(arrivedSchema, await response.json());
    const handIns: HandIn[] = [];
    const problems: string[] = [];
    for (const { number, handIn } of arrived) {
      try {
        handIns.push(readHandIn(handIn));
      } catch (error) {
        if (!(error instanceof HandInError)) throw error;
        problems.push(`Hand-in ${number} of the server: ${error.message}`);
      }
    }
    if (arrived.length > 0) await onArrived(handIns, problems);
    after = arrived.at(-1)?.number ?? after;
    count += arrived.length;
    onState({ kind: 'on', count });
    return more ? 'more' : 'all';
  };
  const go = async (): Promise<void> => {
    try {
      let asked = await ask();
      while (asked === 'more') asked = await ask();
      // It stays wrong: another one comes with another address.
      if (asked === 'wrong-key') return;
    } catch {
      onState({ kind: 'trouble', why: 'The server does not answer. What came until now is here; it is asked again.' });
    }
    setTimeout(go, everyMs);
  };
  void go();
}
