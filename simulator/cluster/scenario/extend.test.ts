import { describe, expect, it } from 'vitest';
import type { EventInput } from './input.ts';
import { defineScenario } from './parse.ts';
import { billing, played, started, traceText } from './run-fixture.ts';

const load = { orders: { rate: '5/s', keys: 10, arrivals: 'poisson' } } as const;
const first: readonly EventInput[] = [
  { at: '5s', freeze: 'c1', for: '3s' },
  { at: '25s', restart: 'c3' },
];
const later: readonly EventInput[] = [
  { at: '10001ms', crash: 'c2' },
  { at: '15s', start: 'c2', config: { 'session.timeout.ms': 9000 } },
  { at: '15s', produce: 'orders', records: 5 },
  { at: '25s', note: 'at the same time' },
];
const input = (events: readonly EventInput[]) =>
  billing({ 'c1..c3': { group: 'billing' } }, { for: '30s', load, events, network: { latency: '1ms..9ms' } });

describe('a run that takes up further events', { timeout: 60_000 }, () => {
  it('is the run that would have been had it begun with them, byte for byte', () => {
    const run = started(input(first));
    run.runMachinery(10_000);
    expect(run.extend(defineScenario(input([...first, ...later])))).toBe(true);
    run.runMachinery();
    const whole = played(input([...first, ...later]));
    expect(traceText(run) === traceText(whole)).toBe(true);
    expect(run.scenario.events).toHaveLength(6);
  });

  it('refuses what is due already, what lacks an event, and what it has no producer for', () => {
    const run = started(input(first));
    run.runMachinery(10_000);
    const longer = (events: readonly EventInput[]) => run.extend(defineScenario(input(events)));
    expect(longer([...first, { at: '10s', crash: 'c2' }])).toBe(false);
    expect(longer(later)).toBe(false);
    const quiet = started(billing({ c1: { group: 'billing' } }, {}));
    const produced: readonly EventInput[] = [{ at: '5s', produce: 'orders', records: 1 }];
    expect(quiet.extend(defineScenario(billing({ c1: { group: 'billing' } }, { events: produced })))).toBe(false);
  });
});
