// 404.html: served at any depth under any path, so it finds the site's root by itself.
import { barePage, type KnownPage } from './bare-page.ts';
import { html } from './html.ts';
import type { InlineScript } from './inline-script.ts';

/**
 * @param root the project's root
 * @param boot site/pages/boot.ts
 * @param script site/pages/not-found.ts
 */
export function notFoundPage(
  root: string,
  pages: readonly KnownPage[],
  { boot, script }: { readonly boot: InlineScript; readonly script: InlineScript },
): Promise<string> {
  return barePage(root, {
    title: 'No such page',
    pages,
    boot,
    script,
    content: html`<p class="code">404</p>
<h1>There is no page here</h1>
<p id="address"></p>
<p id="nearest" hidden>Did you mean <a></a>?</p>
<nav aria-label="Pages" hidden><h2>What there is</h2><ul></ul></nav>
<noscript><p>Shorten the address to get back to the front page: without scripts this page cannot know where the site begins.</p></noscript>`,
  });
}
