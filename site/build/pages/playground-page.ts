// The playground's page: what it is in words, and a picture of one of its scenarios, for whoever reads it without scripts.
import { presets } from '../../playground/presets.ts';
import type { Problems } from '../markdown/problems.ts';
import type { Stage } from '../markdown/scene.ts';
import { type Html, html, trusted } from './html.ts';
import type { PageFrame } from './layout.ts';

const pictured = { key: 'join', view: { groupId: 'billing', fromMs: 8000, toMs: 24_000 } } as const;

export function playgroundPage(stage: Stage, problems: Problems): PageFrame {
  return {
    title: 'Playground',
    description: 'A live Kafka consumer group to crash, freeze, slow and deploy to, in virtual time.',
    toRoot: '../',
    script: '/site/pages/playground.ts',
    style: '/site/styles/playground.css',
    key: 'playground',
    trail: ['Playground'],
    skipLinks: [{ href: '#playground', text: 'Skip to the playground' }],
    content: html`<main class="playground" id="playground" tabindex="-1">
<h1>Playground</h1>
<p class="play-lead">A simulated cluster in virtual time. Crash it, freeze it, cut it off, deploy to it, and watch who owns what. All that you do is
written down, can be changed afterwards, and can be sent as a link.</p>
<div id="playground-view">
<noscript><p>Without scripts the cluster stands still. These are the scenarios that it begins with, and one of them as a picture.</p>
<ul>${presets.map(({ title, about }) => html`<li><b>${title}</b>: ${about}</li>`)}</ul></noscript>
${picture(stage, problems)}
</div>
</main>`,
  };
}

function picture({ runs }: Stage, problems: Problems): Html | undefined {
  if (runs === undefined) return undefined;
  const all = presets.flatMap(({ key, scenario, beside }) =>
    [scenario, ...(beside ? [beside] : [])].map((each) => ({ key, each })),
  );
  for (const { key, each } of all) {
    const parsed = runs.parse(each);
    if (!('problems' in parsed)) continue;
    for (const { text } of parsed.problems) problems.report('site/playground/presets.ts', 1, `${key}: ${text}`);
  }
  const preset = presets.find(({ key }) => key === pictured.key);
  const parsed = preset && runs.parse({ ...preset.scenario, for: '24s' });
  if (preset === undefined || parsed === undefined || 'problems' in parsed) return undefined;
  const run = runs.run(parsed.scenario, { ...pictured.view, detail: 'callbacks', rows: 'processes' });
  return html`<figure class="play-static">${trusted(run.draw('play-static'))}<figcaption>${preset.title}. ${preset.about}</figcaption></figure>`;
}
