// What a reader may change in a scene's scenario, and the scenario with such a change: the same function makes it while the page is
// built, to check it, and in the page. Floor 7; knows no page, and of a scenario only where these settings stand.

export type SettingValue = string | number | boolean;

export interface Setting {
  /** `assignor`, `consumers`, or a key of Kafka: `session.timeout.ms`. */
  readonly key: string;
  readonly place: SettingPlace;
  readonly values: readonly SettingValue[];
  /** What the lesson has; one of the values. */
  readonly original: SettingValue;
}

/**
 * - `assignor`, `perRecord`, `consumer config`: of the group's entry, or, in a scenario without `groups`, of its consumers.
 * - `consumers`: how many there are. The last are left out, or more like the last one are added.
 */
export type SettingPlace = 'assignor' | 'consumers' | 'perRecord' | 'consumer config' | 'broker config';

export type Choice = Readonly<Record<string, SettingValue>>;

/** A scenario as it is written, before it is checked. */
export type ScenarioText = Readonly<Record<string, unknown>>;

/** @param choice values by the setting's key; what is not in it stays as it is */
export function withChoice(
  scenario: ScenarioText,
  groupId: string,
  settings: readonly Setting[],
  choice: Choice,
): ScenarioText {
  let changed = scenario;
  for (const { key, place, original } of settings) {
    const value = choice[key] ?? original;
    // What the author has not written stays unwritten.
    if (value !== original) changed = withSetting(changed, groupId, key, place, value);
  }
  return changed;
}

function withSetting(
  scenario: ScenarioText,
  groupId: string,
  key: string,
  place: SettingPlace,
  value: SettingValue,
): ScenarioText {
  switch (place) {
    case 'assignor':
      return ofMembers(scenario, groupId, (settings) => ({ ...settings, assignor: value }));
    case 'perRecord':
      return ofMembers(scenario, groupId, (settings) => ({
        ...settings,
        handler: { ...objectAt(settings, 'handler'), perRecord: value },
      }));
    case 'consumer config':
      return ofMembers(scenario, groupId, (settings) => ({
        ...settings,
        config: { ...objectAt(settings, 'config'), [key]: value },
      }));
    case 'broker config': {
      const { brokers } = scenario;
      const written = typeof brokers === 'number' ? { count: brokers } : objectAt(scenario, 'brokers');
      return { ...scenario, brokers: { ...written, config: { ...objectAt(written, 'config'), [key]: value } } };
    }
    case 'consumers':
      return { ...scenario, consumers: withCount(scenario, groupId, Number(value)) };
  }
}

/** In the group's entry; where the scenario has no such entry, in each of its consumers. */
function ofMembers(
  scenario: ScenarioText,
  groupId: string,
  change: (settings: ScenarioText) => ScenarioText,
): ScenarioText {
  const groups = objectAt(scenario, 'groups');
  if (Object.hasOwn(groups, groupId)) {
    return { ...scenario, groups: { ...groups, [groupId]: change(objectAt(groups, groupId)) } };
  }
  const consumers = Object.entries(objectAt(scenario, 'consumers')).map(([name, consumer]) => {
    const settings = asObject(consumer);
    return [name, settings.group === groupId ? change(settings) : consumer] as const;
  });
  return { ...scenario, consumers: Object.fromEntries(consumers) };
}

function withCount(scenario: ScenarioText, groupId: string, count: number): ScenarioText {
  const all = consumersIn(scenario);
  const members = all.filter(([, settings]) => settings.group === groupId);
  const kept = members.slice(0, count);
  const last = members.at(-1);
  let stem = last?.[0] ?? 'c';
  const taken = new Set(all.map(([name]) => name));
  const added: [string, ScenarioText][] = [];
  while (last !== undefined && kept.length + added.length < count) {
    stem = nextName(stem);
    if (!taken.has(stem)) added.push([stem, last[1]]);
  }
  const left = new Set(members.slice(count).map(([name]) => name));
  return Object.fromEntries([...all.filter(([name]) => !left.has(name)), ...added]);
}

/** How many consumers of the group there are. */
export function consumerCount(scenario: ScenarioText, groupId: string): number {
  return consumersIn(scenario).filter(([, { group }]) => group === groupId).length;
}

/** One by one: `c1..c3` is three. */
function consumersIn(scenario: ScenarioText): readonly (readonly [string, ScenarioText])[] {
  return Object.entries(objectAt(scenario, 'consumers')).flatMap(([name, settings]) => {
    const [, stem = '', first, last] = /^(\D*)(\d{1,6})\.\.\1(\d{1,6})$/.exec(name) ?? [];
    const length = first === undefined ? 1 : Number(last) - Number(first) + 1;
    return Array.from({ length: Math.max(1, Math.min(length, consumersMax)) }, (_, index) => {
      const own = first === undefined ? name : `${stem}${Number(first) + index}`;
      return [own, asObject(settings)] as const;
    });
  });
}

/** More than any picture can show. */
const consumersMax = 1000;

/** `c4` after `c3`; `worker2` after `worker`. */
function nextName(name: string): string {
  const [, stem = name, number = '1'] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return `${stem}${Number(number) + 1}`;
}

/** What the scenario says for the setting; `undefined`: nothing. */
export function writtenValue(scenario: ScenarioText, groupId: string, key: string, place: SettingPlace): unknown {
  if (place === 'consumers') return consumerCount(scenario, groupId);
  if (place === 'broker config') return objectAt(objectAt(scenario, 'brokers'), 'config')[key];
  const groups = objectAt(scenario, 'groups');
  const [member] = consumersIn(scenario).filter(([, { group }]) => group === groupId);
  const settings = Object.hasOwn(groups, groupId) ? objectAt(groups, groupId) : (member?.[1] ?? {});
  if (place === 'assignor') return settings.assignor;
  return place === 'perRecord' ? objectAt(settings, 'handler').perRecord : objectAt(settings, 'config')[key];
}

function objectAt(object: ScenarioText, key: string): ScenarioText {
  return asObject(object[key]);
}

function asObject(value: unknown): ScenarioText {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ScenarioText) : {};
}
