// The settings: what the simulator knows of each key, and what reference/settings.yaml adds.
import type { ConfigKeyInfo } from 'simulator';
import * as v from 'valibot';
import { type Problems, suggestion } from '../markdown/problems.ts';
import type { Stage } from '../markdown/scene.ts';
import { readYaml } from '../markdown/yaml.ts';
import { type Html, html } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import { referenceFrame, referencePages } from './reference-frame.ts';
import type { Line } from './reference-table.ts';

export const settingsFile = 'reference/settings.yaml';

const sentence = v.pipe(v.string('write a sentence'), v.nonEmpty('write a sentence'));
const more = v.record(
  v.string(),
  v.strictObject({
    since: v.string('write the version of Kafka that brought it: "2.3 (KIP-345)"'),
    clock: v.optional(sentence),
    history: v.optional(sentence),
  }),
  'write settings: {session.timeout.ms: {since: "0.9"}}',
);
const schema = v.strictObject({ consumer: more, broker: more });
type More = v.InferOutput<typeof more>;
type Keys = Readonly<Record<string, ConfigKeyInfo<unknown>>>;

/** @param line renders a line of Markdown */
export function settingsPage(text: string, { configKeys }: Stage, line: Line, problems: Problems): PageFrame {
  const { consumerKeys = {}, brokerKeys = {}, topicKeys = {}, producerKeys = {}, adminKeys = {} } = configKeys;
  const content = readYaml(schema, text, { file: settingsFile, firstLine: 1 }, problems);
  const added = content?.value ?? { consumer: {}, broker: {} };
  for (const [part, keys] of [['consumer', consumerKeys] as const, ['broker', brokerKeys] as const]) {
    for (const key of Object.keys(added[part])) {
      if (key in keys) continue;
      const at = content?.lineOf([part, key]) ?? 1;
      problems.report(settingsFile, at, `no ${part} setting is named "${key}"; ${suggestion(key, Object.keys(keys))}`);
    }
  }
  const section = (title: string, id: string, keys: Keys, details: More, intro?: string): Html =>
    html`<h2 id="${id}">${title}</h2>
${intro === undefined ? undefined : html`<p>${intro}</p>`}
${Object.entries(keys).map(([key, info]) => setting(`${id}-${key}`, key, info, details[key], line))}`;
  const own = (keys: Keys): Keys => Object.fromEntries(Object.entries(keys).filter(([key]) => !(key in consumerKeys)));
  const shared = 'What it has in common with a consumer is listed there.';
  return referenceFrame(
    referencePages.settings,
    html`${section('Consumer', 'consumer', consumerKeys, added.consumer)}
${section('Broker', 'broker', brokerKeys, added.broker)}
${section('Topic', 'topic', topicKeys, {})}
${section('Producer', 'producer', own(producerKeys), {}, shared)}
${section('Admin client', 'admin', own(adminKeys), {}, shared)}`,
  );
}

function setting(
  id: string,
  key: string,
  info: ConfigKeyInfo<unknown>,
  details: More[string] | undefined,
  line: Line,
): Html {
  const facts: readonly (readonly [name: string, value: Html | string | undefined])[] = [
    ['Default', html`<code>${shown(info.defaultValue, info.unit)}</code>`],
    ['Range', rangeOf(info)],
    ['Since', details?.since],
    ['Clock', details?.clock === undefined ? undefined : line(details.clock)],
    ['Default over time', details?.history === undefined ? undefined : line(details.history)],
    ['Defined in', html`<code>${info.source.slice(info.source.lastIndexOf('.') + 1)}</code>`],
  ];
  return html`<section class="setting" id="${id}">
<h3><a class="reference-link" href="#${id}"><code>${key}</code></a></h3>
<p>${line(info.doc)}</p>
<dl>${facts.map(([name, value]) => (value === undefined ? undefined : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>
</section>
`;
}

function rangeOf({ type, atLeast, atMost, oneOf, shape, unit }: ConfigKeyInfo<unknown>): string | undefined {
  if (oneOf !== undefined) return oneOf.join(', ');
  if (shape !== undefined) return shape.words;
  const most = atMost === 2147483647 ? undefined : atMost;
  if (type !== 'int' && type !== 'long') return undefined;
  if (atLeast !== undefined && most !== undefined) return `${shown(atLeast, undefined)} to ${shown(most, unit)}`;
  if (atLeast !== undefined) return `${shown(atLeast, unit)} or more`;
  return most === undefined ? undefined : `at most ${shown(most, unit)}`;
}

function shown(value: unknown, unit: string | undefined): string {
  if (value === undefined) return 'not set';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'number') return `${value.toLocaleString('en-US')}${unit === undefined ? '' : ` ${unit}`}`;
  return value === '' ? 'empty' : String(value);
}
