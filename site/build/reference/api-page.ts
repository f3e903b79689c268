// The API: what an answer can import, from the docstrings of the code itself.
import type { Highlighter } from '../markdown/highlight.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import { type ApiEntry, type ApiMember, apiEntries } from './api-entries.ts';
import { referenceFrame, referencePages } from './reference-frame.ts';

export interface ApiTools {
  readonly highlighter: Highlighter;
  /** Renders a docstring. */
  readonly prose: (text: string) => Html;
}

/** @param declarations by module name, the bundled text that the editor is given too */
export function apiPage(declarations: ReadonlyMap<string, string>, tools: ApiTools): PageFrame {
  const modules = [...declarations].map(([name, text]) => moduleSection(name, apiEntries(text), tools));
  return referenceFrame(referencePages.api, html`${modules}`);
}

function moduleSection(name: string, entries: readonly ApiEntry[], tools: ApiTools): Html {
  // What an answer is made of comes before everything else.
  const first = ['KafkaConsumer', 'ConsumerRebalanceListener', 'ConsumerPartitionAssignor'];
  const isError = ({ heritage, name: own }: ApiEntry): boolean =>
    /Exception|Error/.test(own) || /\bextends \w*(Exception|Error)\b/.test(heritage);
  const errors = entries.filter(isError);
  const asked = first.flatMap((wanted) => entries.filter((entry) => entry.name === wanted));
  const classes = entries.filter((entry) => entry.kind === 'class' && !isError(entry) && !asked.includes(entry));
  const others = entries.filter((entry) => entry.kind !== 'class' && !isError(entry) && !asked.includes(entry));
  return html`<h2 id="${name}"><code>${name}</code></h2>
${[...asked, ...classes, ...others].map((entry) => entrySection(entry, tools))}
${errors.length === 0 ? undefined : html`<h2 id="${name}-errors">Errors of <code>${name}</code></h2>\n${errors.map((entry) => entrySection(entry, tools))}`}`;
}

/** The fields that every error has say nothing about the one. */
const ofEveryError = new Set(['name', 'retriable', 'constructor']);

function entrySection(entry: ApiEntry, tools: ApiTools): Html {
  const { name, kind, heritage, doc, signature } = entry;
  const isError = /\bextends \w*(Exception|Error)\b/.test(heritage);
  const members = isError ? entry.members.filter((member) => !ofEveryError.has(member.name)) : entry.members;
  return html`<section class="api-entry" id="${name}">
<h3><a class="reference-link" href="#${name}"><code>${name}</code></a> <small>${[kind, heritage].filter((text) => text !== '').join(' ')}</small></h3>
${signature === '' ? undefined : code(signature, tools)}
${tools.prose(doc)}
${members.length === 0 ? undefined : html`<dl>${members.map((member) => memberItem(member, tools))}</dl>`}
</section>
`;
}

function memberItem({ signature, doc }: ApiMember, tools: ApiTools): Html {
  return html`<div><dt>${code(signature, tools)}</dt><dd>${tools.prose(doc)}</dd></div>`;
}

const code = (signature: string, { highlighter }: ApiTools): Html =>
  html`<div class="api-code">${trusted(highlighter.highlight(signature, 'ts'))}</div>`;
