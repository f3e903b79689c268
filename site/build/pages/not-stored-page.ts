// not-stored.html: what the service worker shows, at any address, when neither the network nor this browser has the page.
import { barePage, type KnownPage } from './bare-page.ts';
import { html } from './html.ts';
import type { InlineScript } from './inline-script.ts';

/**
 * @param root the project's root
 * @param boot site/pages/boot.ts
 * @param script site/pages/not-stored.ts
 */
export function notStoredPage(
  root: string,
  pages: readonly KnownPage[],
  { boot, script }: { readonly boot: InlineScript; readonly script: InlineScript },
): Promise<string> {
  return barePage(root, {
    title: 'Not in this browser',
    pages,
    boot,
    script,
    content: html`<p class="code">No network</p>
<h1>This page is not in this browser</h1>
<p id="address"></p>
<p>The server cannot be reached, and the page was not visited before. It opens by itself when the network is back.
With a network, “Use it offline” on the front page stores all pages at once.</p>
<nav aria-label="Pages" hidden><h2>What is here</h2><ul></ul></nav>`,
  });
}
