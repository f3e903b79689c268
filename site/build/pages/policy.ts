// The page's content security policy: nothing from elsewhere, the same in development and in production.
import { frameGlue } from '../../runner/page/frame-glue.ts';
import { scriptHash } from './inline-script.ts';

/**
 * @param inline hashes of the scripts that stand in the page itself
 *
 * The runner's frame is made of `srcdoc` and inherits this policy, so the hash of its own script stands here too.
 * The editor writes style elements, so styles may be inline.
 */
export function pagePolicy(inline: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src 'self' blob: ${[...inline, scriptHash(frameGlue)].join(' ')}`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
