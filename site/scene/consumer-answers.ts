// Answers about consumers and their group: pauses, callbacks, requests and states, in the order in which they came. Floor 7; knows
// not how it was asked.
import { type Answered, duration, durationOf, lengthOf, unknown } from './answer.ts';
import type { RunFacts } from './run-facts.ts';

export function pausesOf(facts: RunFacts, consumer: string, isFirstJoin: boolean): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const pauses = facts.pauses.filter((pause) => pause.consumer === consumer && pause.isFirstJoin === isFirstJoin);
  const [first, second] = pauses;
  return first !== undefined && second === undefined
    ? durationOf(first)
    : duration(pauses.reduce((sum, pause) => sum + lengthOf(pause), 0));
}

export function callbacksOf(facts: RunFacts, [consumer = '']: readonly string[]): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const calls = facts.callbacks.filter((call) => call.consumer === consumer);
  return {
    kind: 'list',
    items: calls.map(({ callback, partitions }) => `${callback}(${partitions.join(' ')})`),
    moments: calls.map(({ fromMs }) => fromMs),
  };
}

/** What a consumer sent to find, join and stay in its group; the same several times on end is told once. */
export function requestsOf(facts: RunFacts, [consumer = '']: readonly string[]): Answered {
  if (!facts.consumers.includes(consumer)) return unknown('consumer', consumer, facts.consumers);
  const sent = facts.requests
    .filter((request) => request.consumer === consumer)
    .filter(({ api }, at, all) => api !== all[at - 1]?.api);
  return { kind: 'list', items: sent.map(({ api }) => api), moments: sent.map(({ atMs }) => atMs) };
}

/** The states that the group enters in the time that is shown, one after another. */
export function statesOf({ group, shown }: RunFacts): Answered {
  const entered = group
    .filter(({ state }, at) => state !== group[at - 1]?.state)
    .filter(({ fromMs }) => fromMs >= shown.fromMs && fromMs < shown.toMs);
  return { kind: 'list', items: entered.map(({ state }) => state), moments: entered.map(({ fromMs }) => fromMs) };
}
