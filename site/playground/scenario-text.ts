// Floor 7. What can be done to a scenario as it is written: every poke of the playground is one of these, and each gives another scenario.
// The past of a scenario stays what it was. Pure; checks nothing, which the simulator's parser does.
import type { Written } from './protocol.ts';

/** Names of a reader's own answers begin so: `my-range-assignor` is the answer to `range-assignor`. */
export const ownPrefix = 'my-';

export type EventItem = Written & { readonly at: string };

const isRecord = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As a scenario writes a time: whole ms. */
export function timeText(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  if (whole > 0 && whole % 60_000 === 0) return `${whole / 60_000}m`;
  return whole > 0 && whole % 1000 === 0 ? `${whole / 1000}s` : `${whole}ms`;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @returns in ms; NaN for what is no time */
export function timeOf(text: unknown): number {
  const [, number, unit] = (typeof text === 'string' ? /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim()) : null) ?? [];
  return number === undefined || unit === undefined ? Number.NaN : Number(number) * (units[unit] ?? Number.NaN);
}

export function eventsOf(scenario: Written): readonly EventItem[] {
  const { events } = scenario;
  return Array.isArray(events) ? events.filter(isRecord).map((event) => ({ ...event, at: String(event.at) })) : [];
}

/** The reader's own answers that a scenario names, as assignors or applications. */
export function ownNamesIn(scenario: Written): readonly string[] {
  const places = [scenario.groups, scenario.consumers].flatMap((all) => (isRecord(all) ? Object.values(all) : []));
  const named = [...places, ...eventsOf(scenario)].flatMap((each) =>
    isRecord(each) ? [each.assignor, each.application].flat() : [],
  );
  return [...new Set(named.filter((name) => typeof name === 'string' && name.startsWith(ownPrefix)))] as string[];
}

export function withEvents(scenario: Written, events: readonly Written[]): Written {
  return { ...scenario, events: [...eventsOf(scenario), ...events] };
}

export function withoutEvent(scenario: Written, index: number): Written {
  return { ...scenario, events: eventsOf(scenario).filter((_, at) => at !== index) };
}

export function withEventAt(scenario: Written, index: number, event: Written): Written {
  return { ...scenario, events: eventsOf(scenario).map((old, at) => (at === index ? event : old)) };
}

/** The same past up to and with `ms`, and nothing written about what comes after: what was to happen, start or be produced later is gone. */
export function upTo(scenario: Written, ms: number): Written {
  const consumers = Object.entries(isRecord(scenario.consumers) ? scenario.consumers : {}).filter(([, plan]) => {
    const startMs = isRecord(plan) && plan.start !== undefined ? timeOf(plan.start) : 0;
    return !(startMs > ms);
  });
  const events = eventsOf(scenario).filter(({ at }) => !(timeOf(at) > ms));
  return { ...scenario, consumers: Object.fromEntries(consumers), events };
}

/** As long as it was run, so that whoever reads it knows what was seen. */
export function asRun(scenario: Written, nowMs: number): Written {
  const lastMs = Math.max(
    0,
    ...eventsOf(scenario)
      .map(({ at }) => timeOf(at))
      .filter((ms) => !Number.isNaN(ms)),
  );
  return { ...scenario, for: timeText(Math.max(1000, Math.ceil(Math.max(nowMs, lastMs) / 1000) * 1000)) };
}

/** So that it can go on for as long as anybody watches. */
export function goingOn(scenario: Written): Written {
  const atLeastMs = 30 * 60_000;
  return timeOf(scenario.for) >= atLeastMs ? scenario : { ...scenario, for: timeText(atLeastMs) };
}

/** A consumer like the others of its group, which starts at `ms`. */
export function withConsumer(scenario: Written, name: string, group: string, ms: number): Written {
  const consumers = isRecord(scenario.consumers) ? scenario.consumers : {};
  const like = Object.values(consumers).find((plan) => isRecord(plan) && plan.group === group);
  const { start: _, config, ...settings } = isRecord(like) ? like : { group };
  const { 'group.instance.id': isStatic, ...others } = isRecord(config) ? config : {};
  const own = { ...others, ...(isStatic === undefined ? {} : { 'group.instance.id': `i-${name}` }) };
  const plan = { ...settings, group, start: timeText(ms), ...(Object.keys(own).length > 0 ? { config: own } : {}) };
  return { ...scenario, consumers: { ...consumers, [name]: plan } };
}

/** The first name of the kind `c4` that nobody has. */
export function nextName(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) if (!taken.includes(`c${number}`)) return `c${number}`;
}

/** From `ms` on so much is produced into the topic, on average; what was produced before stays. */
export function withLoad(scenario: Written, topic: string, perSecond: number, ms: number): Written {
  const all = isRecord(scenario.load) ? scenario.load : {};
  const written = all[topic];
  const before = (Array.isArray(written) ? written : written === undefined ? [] : [written]).filter(isRecord);
  const ended = before
    .filter((each) => !(timeOf(each.from) >= ms))
    .map((each) => (timeOf(each.until) <= ms ? each : { ...each, until: timeText(ms) }));
  const keys = before.find((each) => each.keys !== undefined)?.keys;
  const next = { rate: `${perSecond}/s`, ...(keys === undefined ? {} : { keys }), from: timeText(ms) };
  return { ...scenario, load: { ...all, [topic]: perSecond > 0 ? [...ended, next] : ended } };
}

/** Records a second that are produced into the topic at `ms`. */
export function loadAt(scenario: Written, topic: string, ms: number): number {
  const written = isRecord(scenario.load) ? scenario.load[topic] : undefined;
  const all = (Array.isArray(written) ? written : [written]).filter(isRecord);
  return all.reduce((sum, { rate, from, until }) => {
    const isOn = !(timeOf(from) > ms) && !(timeOf(until) <= ms);
    const [, number, unit] = /^(\d+(?:\.\d+)?)\/(ms|s|m|h)$/.exec(String(rate)) ?? [];
    return isOn && number !== undefined ? sum + (Number(number) * 1000) / (units[unit ?? 's'] ?? 1000) : sum;
  }, 0);
}

/** A rolling deployment: one after the other is closed and starts again with what is new. */
export function deployment(
  names: readonly string[],
  ms: number,
  settings: {
    readonly assignor?: string | readonly string[];
    readonly application?: string;
    readonly config?: Written;
  },
): readonly Written[] {
  return names.flatMap((name, index) => {
    const closeMs = ms + index * deployEveryMs;
    return [
      { at: timeText(closeMs), close: name },
      { at: timeText(closeMs + deployDownMs), start: name, ...settings },
    ];
  });
}

const deployEveryMs = 5000;
const deployDownMs = 1000;

/** `crash c2`, `cut c1 for 20s`: an event in a line. */
export function eventWords(event: Written): string {
  return Object.entries(event)
    .filter(([key]) => key !== 'at')
    .map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}
