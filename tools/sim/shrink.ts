// Floor 7. Makes a scenario that breaks a rule smaller, as long as it still breaks the same rule: what is left is what matters.
import type { ScenarioInput } from 'simulator';

type Shape = Readonly<Record<string, unknown>>;

/**
 * @param fails whether a scenario still shows the failure; scenarios that its check refuses do not
 * @returns a scenario from which nothing can be left out
 */
export function shrink(
  input: ScenarioInput,
  fails: (smaller: ScenarioInput) => boolean,
  attemptsMax = 400,
): ScenarioInput {
  let smallest = input as unknown as Shape;
  let attempts = 0;
  const isStillFailing = (candidate: Shape): boolean => {
    attempts += 1;
    return attempts <= attemptsMax && fails(candidate as unknown as ScenarioInput);
  };
  for (let isSmaller = true; isSmaller && attempts < attemptsMax; ) {
    isSmaller = false;
    for (const candidate of smallerThan(smallest)) {
      if (!isStillFailing(candidate)) continue;
      smallest = candidate;
      isSmaller = true;
      break;
    }
  }
  return smallest as unknown as ScenarioInput;
}

/** Candidates, the boldest first. */
function* smallerThan(scenario: Shape): Generator<Shape> {
  yield* withoutEvents(scenario);
  yield* withoutEntries(scenario, 'consumers');
  yield* withoutEntries(scenario, 'load');
  yield* withoutEntries(scenario, 'topics');
  yield* withoutEntries(scenario, 'groups');
  for (const key of ['load', 'stores', 'network', 'events']) {
    if (key in scenario) yield omit(scenario, key);
  }
  yield* simplerConsumers(scenario);
  yield* fewerPartitions(scenario);
  yield* shorter(scenario);
}

/** Half of the events, then each one alone. */
function* withoutEvents(scenario: Shape): Generator<Shape> {
  const events = scenario.events;
  if (!Array.isArray(events) || events.length === 0) return;
  const half = Math.floor(events.length / 2);
  if (half > 1) {
    yield { ...scenario, events: events.slice(half) };
    yield { ...scenario, events: events.slice(0, half) };
  }
  for (const at of events.keys()) yield { ...scenario, events: events.filter((_, other) => other !== at) };
}

/** Without one of them, and without the events that name it. */
function* withoutEntries(scenario: Shape, key: 'consumers' | 'load' | 'topics' | 'groups'): Generator<Shape> {
  const entries = shapeOf(scenario[key]);
  const events = Array.isArray(scenario.events) ? scenario.events : [];
  for (const name of Object.keys(entries)) {
    const without: Shape = { ...scenario, [key]: omit(entries, name) };
    if (key === 'consumers') {
      yield { ...without, events: events.filter((event) => !Object.values(shapeOf(event)).includes(name)) };
    } else yield without;
  }
}

function* simplerConsumers(scenario: Shape): Generator<Shape> {
  const consumers = shapeOf(scenario.consumers);
  for (const [name, consumer] of Object.entries(consumers)) {
    const withConsumer = (simpler: Shape): Shape => ({ ...scenario, consumers: { ...consumers, [name]: simpler } });
    const plan = shapeOf(consumer);
    for (const key of ['handler', 'poll']) if (key in plan) yield withConsumer(omit(plan, key));
    if (plan.start !== '0ms') yield withConsumer({ ...plan, start: '0ms' });
    for (const field of ['handler', 'config'] as const) {
      const inner = shapeOf(plan[field]);
      for (const key of Object.keys(inner)) yield withConsumer({ ...plan, [field]: omit(inner, key) });
    }
  }
}

function* fewerPartitions(scenario: Shape): Generator<Shape> {
  const topics = shapeOf(scenario.topics);
  for (const [name, topic] of Object.entries(topics)) {
    const { partitions } = shapeOf(topic);
    if (typeof partitions === 'number' && partitions > 1) {
      yield { ...scenario, topics: { ...topics, [name]: { ...shapeOf(topic), partitions: partitions - 1 } } };
    }
  }
}

function* shorter(scenario: Shape): Generator<Shape> {
  const durationMs = Number.parseInt(String(scenario.for), 10);
  for (const part of [0.5, 0.8]) {
    const shorterMs = Math.floor((durationMs * part) / 1000) * 1000;
    if (shorterMs >= 1000 && shorterMs < durationMs) yield { ...scenario, for: `${shorterMs}ms` };
  }
}

function shapeOf(value: unknown): Shape {
  return typeof value === 'object' && value !== null ? (value as Shape) : {};
}

function omit(from: Shape, key: string): Shape {
  return Object.fromEntries(Object.entries(from).filter(([other]) => other !== key));
}
