// 404.html: served at any depth under any path, so it brings everything with it and finds the site's root by itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html, trusted } from './html.ts';
import type { InlineScript } from './inline-script.ts';

export interface KnownPage {
  /** From the site's root: `lessons/range-assignor/`. */
  readonly address: string;
  readonly title: string;
}

/**
 * @param root the project's root
 * @param boot site/pages/boot.ts
 * @param script site/pages/not-found.ts
 */
export async function notFoundPage(
  root: string,
  pages: readonly KnownPage[],
  { boot, script }: { readonly boot: InlineScript; readonly script: InlineScript },
): Promise<string> {
  const style = await Promise.all(
    ['site/styles/tokens.css', 'site/styles/not-found.css'].map((file) => readFile(join(root, file), 'utf8')),
  );
  // Data, not code: a script element of another type is not run and needs no hash.
  const known = JSON.stringify(pages).replaceAll('<', '\\u003c');
  const policy = [
    "default-src 'none'",
    `script-src ${boot.hash} ${script.hash}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>No such page | Rebalance Lab</title>
<link rel="icon" href="data:,">
<script>${trusted(boot.code)}</script>
<style>${trusted(style.join('\n'))}</style>
</head>
<body>
<main>
<p class="code">404</p>
<h1>There is no page here</h1>
<p id="address"></p>
<p id="nearest" hidden>Did you mean <a></a>?</p>
<nav aria-label="Pages" hidden><h2>What there is</h2><ul></ul></nav>
<noscript><p>Shorten the address to get back to the front page: without scripts this page cannot know where the site begins.</p></noscript>
</main>
<script type="application/json" id="known-pages">${trusted(known)}</script>
<script>${trusted(script.code)}</script>
</body>
</html>
`.text
  }`;
}
