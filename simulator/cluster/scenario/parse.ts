// Floor 4. From whatever somebody wrote to a scenario that can be run, or to everything that is wrong with it. Never throws.
import type { AssignorsByName } from './config-check.ts';
import type { ScenarioInput } from './input.ts';
import { collectNames } from './names.ts';
import { isObject, Place, readWhole, shown } from './place.ts';
import { ScenarioError, type ScenarioProblem, suggestion } from './problem.ts';
import { readPositiveDuration } from './quantities.ts';
import { readConsumers, readGroups } from './read-consumer.ts';
import { readEvents } from './read-event.ts';
import { readLoad } from './read-load.ts';
import { readBrokers, readNetwork, readStores, readTopics } from './read-topology.ts';
import type { Scenario } from './scenario.ts';
import { checkTimeline } from './timeline-check.ts';

export interface ParseOptions {
  /** The assignors that there are. Without them, any name is taken until the scenario is started. */
  readonly assignors?: AssignorsByName;
  /** Names of the code that consumers can run. Without them, as with assignors. */
  readonly applications?: readonly string[];
}

export type ParsedScenario = { readonly scenario: Scenario } | { readonly problems: readonly ScenarioProblem[] };

const topLevel = [
  'seed',
  'for',
  'brokers',
  'network',
  'topics',
  'stores',
  'groups',
  'consumers',
  'load',
  'events',
] as const;

/** Checks a scenario that was written as YAML, JSON or in code. All problems are found, not only the first. */
export function parseScenario(value: unknown, options: ParseOptions = {}): ParsedScenario {
  const problems: ScenarioProblem[] = [];
  const top = new Place(value, [], problems);
  if (!isObject(value)) {
    top.report(`is ${shown(value)}; write topics, consumers, events, and how long it runs`);
    return { problems };
  }
  const known: readonly string[] = topLevel;
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) top.inside(key, value[key]).report(`is not known here; ${suggestion(key, known)}`);
  }
  const at = (key: (typeof topLevel)[number]): Place =>
    top.inside(key, Object.hasOwn(value, key) ? value[key] : undefined);
  const missing = (key: (typeof topLevel)[number], example: string): boolean => {
    const isMissing = at(key).value === undefined || at(key).value === null;
    if (isMissing) top.report(`\`${key}\` is missing; write ${example}`);
    return isMissing;
  };

  const seed =
    at('seed').value === undefined ? 1 : readWhole(at('seed'), 0, Number.MAX_SAFE_INTEGER, 'any whole number: 7');
  const durationMs = missing('for', 'how long it runs, for: 2m') ? undefined : readPositiveDuration(at('for'));
  const brokers = readBrokers(at('brokers'));
  const network = readNetwork(at('network'));
  const topics = missing('topics', 'topics with their partition counts, topics: { orders: 6 }')
    ? new Map()
    : readTopics(at('topics'), brokers.ids.length);
  const names = collectNames(value, brokers.ids, {
    assignors: options.assignors && [...options.assignors.keys()],
    applications: options.applications,
  });
  const stores = readStores(at('stores'));
  const groups = readGroups(at('groups'), names, options.assignors);
  const consumers = readConsumers(at('consumers'), names, groups, options.assignors);
  const load = readLoad(at('load'), names, durationMs ?? Number.POSITIVE_INFINITY);

  const problemsBefore = problems.length;
  const placed = readEvents(at('events'), names).toSorted((a, b) => a.event.atMs - b.event.atMs);
  // What an event that could not be read would have changed is not known: only a complete list can be walked through.
  if (problems.length === problemsBefore) {
    checkTimeline(placed, {
      durationMs: durationMs ?? Number.POSITIVE_INFINITY,
      topics,
      consumers,
      assignorClasses: options.assignors,
    });
  }
  if (problems.length > 0 || seed === undefined || durationMs === undefined) return { problems };
  const events = placed.map(({ event }) => event);
  return { scenario: { seed, durationMs, brokers, network, topics, stores, consumers, load, events } };
}

/**
 * A scenario written in code.
 *
 * @throws ScenarioError with everything that is wrong with it
 */
export function defineScenario(input: ScenarioInput, options?: ParseOptions): Scenario {
  const parsed = parseScenario(input, options);
  if ('problems' in parsed) throw new ScenarioError(parsed.problems);
  return parsed.scenario;
}
