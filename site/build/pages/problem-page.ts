// What the dev server answers in place of a page that cannot be made: what is wrong, where, and how to mend it.
import type { BrokenContent } from '../markdown/problems.ts';
import { html } from './html.ts';

const script = '/site/pages/problem.ts';
const style = '/site/styles/problem.css';

/** The entry reloads the page at the next change. */
export function problemPage({ problems }: BrokenContent): string {
  const items = problems.map(
    ({ file, at, problem }) => html`<li><code>${file}${at && `:${at.line}`}</code><p>${problem}</p></li>`,
  );
  return `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The course has problems</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><main class="trouble"><h1>The course cannot be built</h1><ul class="problems">${items}</ul></main></body>
</html>
`.text
  }`;
}
