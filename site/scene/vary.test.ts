import { describe, expect, it } from 'vitest';
import { consumerCount, type ScenarioText, type Setting, withChoice, writtenValue } from './vary.ts';

const scenario: ScenarioText = {
  for: '30s',
  brokers: 1,
  topics: { orders: 6 },
  groups: { billing: { assignor: 'range', config: { 'session.timeout.ms': 45_000 } } },
  consumers: { 'c1..c2': { group: 'billing' }, c3: { group: 'billing', start: '10s' }, other: { group: 'audit' } },
};

const setting = (key: string, place: Setting['place'], original: Setting['original']): Setting => ({
  key,
  place,
  values: [original],
  original,
});
const changed = (one: Setting, value: Setting['original'], of = scenario) =>
  withChoice(of, 'billing', [one], { [one.key]: value });

describe('a scenario with a choice', () => {
  it('is the same where nothing else was chosen', () => {
    expect(withChoice(scenario, 'billing', [setting('assignor', 'assignor', 'range')], {})).toBe(scenario);
  });

  it('has the assignor, the handler and the configuration in the group’s entry', () => {
    expect(changed(setting('assignor', 'assignor', 'range'), 'cooperative-sticky').groups).toEqual({
      billing: { assignor: 'cooperative-sticky', config: { 'session.timeout.ms': 45_000 } },
    });
    expect(changed(setting('session.timeout.ms', 'consumer config', 45_000), 6000).groups).toEqual({
      billing: { assignor: 'range', config: { 'session.timeout.ms': 6000 } },
    });
    expect(changed(setting('perRecord', 'perRecord', 0), '20ms').groups).toMatchObject({
      billing: { handler: { perRecord: '20ms' } },
    });
  });

  it('has them in its consumers where it has no groups', () => {
    const { groups: _, ...flat } = scenario;
    expect(changed(setting('assignor', 'assignor', 'range'), 'sticky', flat).consumers).toEqual({
      'c1..c2': { group: 'billing', assignor: 'sticky' },
      c3: { group: 'billing', start: '10s', assignor: 'sticky' },
      other: { group: 'audit' },
    });
  });

  it('has broker configuration beside the number of brokers', () => {
    const key = 'group.initial.rebalance.delay.ms';
    expect(changed(setting(key, 'broker config', 3000), 0).brokers).toEqual({ count: 1, config: { [key]: 0 } });
  });

  it('has fewer consumers by leaving out the last of the group', () => {
    expect(Object.keys(changed(setting('consumers', 'consumers', 3), 1).consumers as object)).toEqual(['c1', 'other']);
  });

  it('has more consumers like the last one', () => {
    expect(changed(setting('consumers', 'consumers', 3), 5).consumers).toEqual({
      c1: { group: 'billing' },
      c2: { group: 'billing' },
      c3: { group: 'billing', start: '10s' },
      other: { group: 'audit' },
      c4: { group: 'billing', start: '10s' },
      c5: { group: 'billing', start: '10s' },
    });
  });
});

describe('what a scenario has for a setting', () => {
  it('is told, also where it is counted', () => {
    expect(consumerCount(scenario, 'billing')).toBe(3);
    expect(writtenValue(scenario, 'billing', 'consumers', 'consumers')).toBe(3);
    expect(writtenValue(scenario, 'billing', 'assignor', 'assignor')).toBe('range');
    expect(writtenValue(scenario, 'billing', 'session.timeout.ms', 'consumer config')).toBe(45_000);
  });

  it('is undefined where it says nothing', () => {
    expect(writtenValue(scenario, 'billing', 'heartbeat.interval.ms', 'consumer config')).toBeUndefined();
    expect(writtenValue(scenario, 'billing', 'group.max.size', 'broker config')).toBeUndefined();
    expect(writtenValue(scenario, 'audit', 'assignor', 'assignor')).toBeUndefined();
  });
});
