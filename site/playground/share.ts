// Floor 7. A scenario in a link, and out of it: JSON, compressed, in letters that an address may hold. It carries data and no code.
import { pack, UnfoldsTooFar, unpack } from '../packed-text.ts';
import type { Written } from './protocol.ts';

const prefix = '#s=';
/** Browsers and chats cut longer ones. */
export const linkMax = 30_000;
/** Far beyond any scenario that somebody writes; a small link may unfold into much. */
const textMax = 500_000;

export async function toFragment(scenario: Written): Promise<string> {
  return prefix + (await pack(JSON.stringify(scenario)));
}

export type FromLink =
  | { readonly kind: 'none' }
  | { readonly kind: 'scenario'; readonly scenario: Written }
  | { readonly kind: 'damaged'; readonly why: string };

export async function fromFragment(fragment: string): Promise<FromLink> {
  if (!fragment.startsWith(prefix)) return { kind: 'none' };
  try {
    const value: unknown = JSON.parse(await unpack(fragment.slice(prefix.length), textMax));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { kind: 'scenario', scenario: value as Written };
    return { kind: 'damaged', why: 'It holds something else than a scenario.' };
  } catch (error) {
    const isLarge = error instanceof UnfoldsTooFar;
    return {
      kind: 'damaged',
      why: isLarge
        ? 'It unfolds into more than any scenario needs.'
        : 'It was cut off or changed on its way. Ask for it again, or for the YAML.',
    };
  }
}
