// Pages that are shown at an address of any depth, so they bring everything with them: no file, and no link, from the site's root.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Html, html, trusted } from './html.ts';
import type { InlineScript } from './inline-script.ts';

export interface KnownPage {
  /** From the site's root: `lessons/range-assignor/`. */
  readonly address: string;
  readonly title: string;
}

export interface BareFrame {
  readonly title: string;
  readonly content: Html;
  /** Handed to the script as data. */
  readonly pages: readonly KnownPage[];
  /** site/pages/boot.ts */
  readonly boot: InlineScript;
  /** The page's own. */
  readonly script: InlineScript;
}

/** @param root the project's root */
export async function barePage(root: string, { title, content, pages, boot, script }: BareFrame): Promise<string> {
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
<title>${title} | Rebalance Lab</title>
<link rel="icon" href="data:,">
<script>${trusted(boot.code)}</script>
<style>${trusted(style.join('\n'))}</style>
</head>
<body>
<main>
${content}
</main>
<script type="application/json" id="known-pages">${trusted(known)}</script>
<script>${trusted(script.code)}</script>
</body>
</html>
`.text
  }`;
}
