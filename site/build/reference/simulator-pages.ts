// What the simulator itself says in its READMEs, as pages: how scenarios are written, what is simplified; and how much was recorded of Kafka.
import { type Html, html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import { type ReferencePage, referenceFrame, referencePages } from './reference-frame.ts';

export const scenarioReadme = 'simulator/cluster/scenario/README.md';
export const simulatorReadme = 'simulator/README.md';

/** What was recorded of Kafka, by file of simulator/conformance, in the words of the page. */
export const recordings = {
  'assignors/range.jsonl': 'calls of RangeAssignor',
  'assignors/roundrobin.jsonl': 'calls of RoundRobinAssignor',
  'assignors/sticky.jsonl': 'calls of StickyAssignor',
  'assignors/cooperative-sticky.jsonl': 'calls of CooperativeStickyAssignor',
  'coordinator/classic.jsonl': 'traces of requests to the group coordinator and of its answers, in virtual time',
  'client/traces.jsonl': 'traces of the consumer against the coordinator: callbacks, requests, exceptions',
} as const;

/** @param prose renders Markdown; @param readme text of the scenarios' README */
export function scenariosPage(readme: string, prose: (text: string) => Html): PageFrame {
  return page(referencePages.scenarios, prose(forReaders(readme)));
}

/**
 * @param readme text of the simulator's README, of which the part about simplification is shown
 * @param counts by file, how many cases were recorded
 */
export function simulatorPage(
  readme: string,
  counts: ReadonlyMap<string, number>,
  prose: (text: string) => Html,
): PageFrame {
  const from = readme.indexOf('## What is simplified');
  if (from < 0)
    throw new Error(`${simulatorReadme} has no heading "What is simplified" any more, which the site shows.`);
  const rows = Object.entries(recordings).map(
    ([file, what]) => html`<tr><td>${(counts.get(file) ?? 0).toLocaleString('en-US')}</td><td>${what}</td></tr>`,
  );
  return page(
    referencePages.simulator,
    html`${prose(forReaders(readme.slice(from)))}
<h2 id="what-it-was-checked-against">What it was checked against</h2>
<p>These were recorded of Apache Kafka's own classes. The tests of this site replay them against the simulated cluster and against the solutions, and fail
where something differs that is not listed with its reason. <code>npm run conformance</code> shows how many agree.</p>
<div class="table" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th scope="col">Recorded</th><th scope="col">What</th></tr></thead>
<tbody>${rows}</tbody></table></div>
<p>Beside that, random scenarios with faults are run against rules that every run must keep: no partition with two owners in one generation, no commit
from an old generation, nobody removed before their time. <code>npm run sim</code> runs more of them.</p>`,
  );
}

function page(frame: ReferencePage, content: Html): PageFrame {
  return referenceFrame(frame, content);
}

/** Links into the repository lead nowhere on a page, and the page has a first heading of its own. */
function forReaders(markdown: string): string {
  return markdown.replace(/^# .*\n/, '').replace(/\s*\(\[[^\]]+\]\([^)]+\)\)|\[([^\]]+)\]\((?!#)[^)]+\)/g, '$1');
}
