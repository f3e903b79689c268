// Floor 4. Reads consumers and the groups whose settings they inherit. What a consumer says replaces what its group says, but
// configurations are merged key by key.
import { type AssignorsByName, checkConsumerConfig, keyPlace } from './config-check.ts';
import { expandName, type Names } from './names.ts';
import { entriesOf, type Place, readFields, readList, readReference, readText, shown } from './place.ts';
import { readDuration, readPositiveDuration } from './quantities.ts';
import { defaultHandler, type HandlerFields, readHandler } from './read-handler.ts';
import { readConfiguration } from './read-topology.ts';
import { type SubscriptionFields, subscriptionFields, subscriptionKeysIn, subscriptionOf } from './references.ts';
import {
  type CommitPolicy,
  type Configuration,
  type ConsumerPlan,
  declaredApplication,
  type NewSettings,
  type SubscriptionPlan,
} from './scenario.ts';

const defaultPollTimeoutMs = 100;

/** What a group and a consumer can say alike. */
interface Settings extends SubscriptionFields {
  readonly assignor?: readonly string[];
  readonly config?: Configuration;
  readonly poll?: number;
  readonly handler?: HandlerFields;
  readonly application?: string;
}

/** A group's settings, and whether it says (even if it cannot be read) what its consumers read. */
interface Group {
  readonly settings: Settings;
  readonly saysWhatToRead: boolean;
  readonly configPlace: Place;
}

function settingFields(names: Names) {
  return {
    ...subscriptionFields(names),
    assignor: (at: Place) => readAssignors(at, names),
    config: readConfiguration,
    poll: readPositiveDuration,
    handler: (at: Place) => readHandler(at, names),
    application: (at: Place) => readApplication(at, names),
  };
}

export function readGroups(
  place: Place,
  names: Names,
  assignorClasses: AssignorsByName | undefined,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  if (place.value === undefined || place.value === null) return groups;
  for (const [name, at] of entriesOf(place, 'groups with their settings: { billing: { assignor: range } }') ?? []) {
    if (name.trim() === '') at.report('has no name; write one');
    // `billing:` with nothing behind it declares a group that has nothing to say.
    const settings = at.value === null ? {} : readFields(at, settingFields(names), { example: '{ assignor: range }' });
    checkOneSubscription(at);
    const configPlace = at.inside('config', settings?.config);
    groups.set(name, {
      settings: settings ?? {},
      saysWhatToRead: subscriptionKeysIn(at.value).length > 0,
      configPlace,
    });
    const { config, assignor } = settings ?? {};
    // What a group with consumers says is checked with each of them: their assignors may read further keys.
    if (config !== undefined && !names.groupsOfConsumers.includes(name)) {
      const placeOf = (key: string | undefined): Place => keyPlace(configPlace, config, key);
      checkConsumerConfig({ config, assignors: assignor, assignorClasses, placeOf });
    }
  }
  return groups;
}

export function readConsumers(
  place: Place,
  names: Names,
  groups: ReadonlyMap<string, Group>,
  assignorClasses: AssignorsByName | undefined,
): ReadonlyMap<string, ConsumerPlan> {
  const consumers = new Map<string, ConsumerPlan>();
  if (place.value === undefined || place.value === null) return consumers;
  const seen = new Set<string>();
  for (const [key, at] of entriesOf(place, 'consumers: { c1: { group: billing, topics: [orders] } }') ?? []) {
    const plan = readConsumer(at, names, groups, assignorClasses);
    for (const process of expandName(key)) {
      if (seen.has(process)) at.report(`there are two consumers named "${process}"; rename one`);
      seen.add(process);
      if (!isProcessName(process)) {
        at.report(
          `${shown(process)} is no name for a consumer; begin with a letter, then letters, digits, dots, hyphens; not "all"`,
        );
      } else if (plan !== undefined) consumers.set(process, { ...plan, process });
    }
  }
  return consumers;
}

/** `all` stands for every link, and a number for a broker. */
const isProcessName = (name: string): boolean => /^[A-Za-z][\w.-]{0,99}$/.test(name) && name !== 'all';

function readConsumer(
  place: Place,
  names: Names,
  groups: ReadonlyMap<string, Group>,
  assignorClasses: AssignorsByName | undefined,
): Omit<ConsumerPlan, 'process'> | undefined {
  const readGroup = (at: Place): string | undefined =>
    names.groups === undefined ? readText(at, 'the name of its group') : readReference(at, names.groups, 'group');
  const fields = readFields(
    place,
    { ...settingFields(names), group: readGroup, start: readDuration },
    { required: ['group'], example: '{ group: billing, topics: [orders] }' },
  );
  if (fields === undefined) return undefined;
  const group = fields.group === undefined ? undefined : groups.get(fields.group);
  const settings: Settings = { ...group?.settings, ...fields };
  const own = subscriptionKeysIn(place.value);
  checkOneSubscription(place);
  if (own.length === 0 && fields.group !== undefined && group?.saysWhatToRead !== true) {
    place.report('does not say what it reads; write `topics: [orders]`, in it or in its group');
  }
  const subscription: SubscriptionPlan | undefined = subscriptionOf(own.length > 0 ? fields : (group?.settings ?? {}));
  const config = { ...group?.settings.config, ...fields.config };
  const ownConfig = fields.config ?? {};
  checkConsumerConfig({
    config,
    assignors: settings.assignor,
    assignorClasses,
    placeOf: (key) => {
      if (key !== undefined && Object.hasOwn(ownConfig, key))
        return place.inside('config', ownConfig).inside(key, ownConfig[key]);
      return key === undefined || group === undefined
        ? place
        : keyPlace(group.configPlace, group.settings.config ?? {}, key);
    },
  });
  const handler = settings.handler ?? defaultHandler;
  const commit = commitPolicyOf(place, handler.commit, config);
  if (fields.group === undefined || subscription === undefined || commit === undefined) return undefined;
  return {
    group: fields.group,
    subscription,
    assignors: settings.assignor,
    config,
    startMs: fields.start ?? 0,
    pollTimeoutMs: settings.poll ?? defaultPollTimeoutMs,
    handler: { ...handler, commit },
    application: settings.application ?? declaredApplication,
  };
}

function checkOneSubscription(place: Place): void {
  const keys = subscriptionKeysIn(place.value);
  if (keys.length > 1) place.report(`says in ${keys.length} ways what it reads (${keys.join(', ')}); keep one`);
}

/** `enable.auto.commit` follows from the handler's policy; where both are written, they agree. */
function commitPolicyOf(
  place: Place,
  policy: CommitPolicy | undefined,
  config: Configuration,
): CommitPolicy | undefined {
  const isAuto = config['enable.auto.commit'];
  if (policy === undefined) return isAuto === false || isAuto === 'false' ? 'none' : 'auto';
  if ((isAuto === true || isAuto === 'true') && policy !== 'auto') {
    return place.report(`its handler commits by "${policy}", but enable.auto.commit is true; leave the key out`);
  }
  if ((isAuto === false || isAuto === 'false') && policy === 'auto') {
    return place.report('its handler leaves commits to the client, but enable.auto.commit is false; leave the key out');
  }
  return policy;
}

/** One name, or a list of them with the most wanted first. */
export function readAssignors(place: Place, { assignors }: Names): readonly string[] | undefined {
  const read = (at: Place): string | undefined =>
    assignors === undefined ? readText(at, 'the name of an assignor: range') : readReference(at, assignors, 'assignor');
  if (!Array.isArray(place.value)) {
    const one = read(place);
    return one === undefined ? undefined : [one];
  }
  return place.value.length === 0
    ? place.report('is empty; write the name of an assignor: range')
    : readList(place, read, '[range, cooperative-sticky]');
}

export function readApplication(place: Place, { applications }: Names): string | undefined {
  return applications === undefined
    ? readText(place, 'the name of the code that it runs')
    : readReference(place, [declaredApplication, ...applications], 'application');
}

/** What a consumer is from its next start on. */
export function withSettings(plan: ConsumerPlan, settings: NewSettings | undefined): ConsumerPlan {
  if (settings === undefined) return plan;
  const { assignors = plan.assignors, application = plan.application, config } = settings;
  return { ...plan, assignors, application, config: { ...plan.config, ...config } };
}

/** Whether a consumer may come to an end that no event has written for it: its code or handler fails, or another takes its identity. */
export function mayEndByItself({ handler, config, application }: ConsumerPlan): boolean {
  return (
    application !== declaredApplication ||
    handler.fail.some((failure) => failure.do === 'crash') ||
    config['group.instance.id'] !== undefined
  );
}
