import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigException } from '../kafka-exception.ts';
import { adminKeys } from './admin-config.ts';
import { resetDurationMs } from './auto-offset-reset.ts';
import { brokerKeys, parseBrokerConfig, parseTopicConfig, topicKeys } from './broker-config.ts';
import { parseAdminConfig, parseConsumerConfig, parseProducerConfig } from './client-config.ts';
import { consumerKeys } from './consumer-config.ts';
import { nearestName } from './nearest-name.ts';
import { producerKeys } from './producer-config.ts';

/** What a refusal says: `key` and message. */
function refusalOf(run: () => unknown): { key: string | undefined; message: string } {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigException) return { key: error.key, message: error.message };
    throw error;
  }
  throw new Error('It was not refused.');
}

/** As somebody writes it who has no types. */
const untyped = (input: Record<string, unknown>) => input as never;

describe('the configuration of a consumer', () => {
  it('has Kafka’s defaults', () => {
    const config = parseConsumerConfig({ 'group.id': 'g' });
    expect(config['session.timeout.ms']).toBe(45_000);
    expect(config['heartbeat.interval.ms']).toBe(3000);
    expect(config['max.poll.interval.ms']).toBe(300_000);
    expect(config['max.poll.records']).toBe(500);
    expect(config['enable.auto.commit']).toBe(true);
    expect(config['auto.commit.interval.ms']).toBe(5000);
    expect(config['auto.offset.reset']).toBe('latest');
    expect(config['request.timeout.ms']).toBe(30_000);
    expect(config['default.api.timeout.ms']).toBe(60_000);
    expect(config['retry.backoff.ms']).toBe(100);
    expect(config['retry.backoff.max.ms']).toBe(1000);
    expect(config['metadata.max.age.ms']).toBe(300_000);
    expect(config['group.instance.id']).toBeUndefined();
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(parseConsumerConfig({ 'group.id': 'g' }))).toBe(true);
  });

  it('names the client as Kafka does', () => {
    let number = 0;
    const next = () => ++number;
    expect(parseConsumerConfig({ 'group.id': 'g' }, next)['client.id']).toBe('consumer-g-1');
    expect(parseConsumerConfig({ 'group.id': 'g', 'group.instance.id': 'a' }, next)['client.id']).toBe('consumer-g-a');
    expect(parseConsumerConfig({ 'group.id': 'g', 'client.id': 'c' }, next)['client.id']).toBe('c');
    expect(parseConsumerConfig({ 'group.id': 'g' }, next)['client.id']).toBe('consumer-g-2');
    expect(parseConsumerConfig({}, next)['client.id']).toBe('consumer-null-3');
  });

  it('commits nothing by itself without a group', () => {
    expect(parseConsumerConfig({})['enable.auto.commit']).toBe(false);
    expect(refusalOf(() => parseConsumerConfig({ 'enable.auto.commit': true })).key).toBe('enable.auto.commit');
  });

  it.each([
    ['session.timeout.mss', 'session.timeout.ms'],
    ['sessionTimeoutMs', 'session.timeout.ms'],
    ['group_id', 'group.id'],
    ['max.poll.intervall.ms', 'max.poll.interval.ms'],
    ['auto.offset.rest', 'auto.offset.reset'],
  ])('refuses the unknown %s and suggests %s', (mistyped, meant) => {
    const refusal = refusalOf(() => parseConsumerConfig(untyped({ [mistyped]: 1 })));
    expect(refusal).toEqual({
      key: mistyped,
      message: `Unknown configuration ${mistyped} of a consumer. Did you mean ${meant}?`,
    });
  });

  it('says where a key belongs that is another’s', () => {
    expect(refusalOf(() => parseConsumerConfig(untyped({ 'linger.ms': 1 }))).message).toContain(
      'the producer configuration',
    );
    expect(refusalOf(() => parseConsumerConfig(untyped({ 'group.max.size': 1 }))).message).toContain(
      'the broker configuration',
    );
  });

  it('lets pass what somebody else reads', () => {
    const input = untyped({ weight: 3 });
    expect(() =>
      parseConsumerConfig(
        input,
        () => 1,
        (key) => key === 'weight',
      ),
    ).not.toThrow();
    expect(() => parseConsumerConfig(input)).toThrow(ConfigException);
  });

  it.each([
    ['session.timeout.ms', '45s', 'Write a whole number of ms.'],
    ['session.timeout.ms', 1.5, 'Write a whole number of ms.'],
    ['session.timeout.ms', Number.NaN, 'Write a whole number of ms.'],
    ['session.timeout.ms', 2147483648, 'no more than 2147483647'],
    ['session.timeout.ms', null, 'Write a whole number of ms.'],
    ['max.poll.records', 0, 'at least 1 of records'],
    ['auto.commit.interval.ms', -1, 'at least 0 of ms'],
    ['enable.auto.commit', 'true', 'Write true or false.'],
    ['isolation.level', 'serializable', 'one of: read_uncommitted, read_committed'],
    ['auto.offset.reset', 'newest', 'earliest, latest, none'],
    ['group.id', ' ', 'a name that is not empty'],
    ['group.instance.id', 'a b', 'letters, digits'],
    ['partition.assignment.strategy', 'range', 'Write a list'],
    ['heartbeat.interval.ms', 0, 'at least 1'],
  ])('refuses %s = %s', (key, value, mend) => {
    const refusal = refusalOf(() => parseConsumerConfig(untyped({ 'group.id': 'g', [key]: value })));
    expect(refusal.key).toBe(key);
    expect(refusal.message).toContain(`for configuration ${key}: `);
    expect(refusal.message).toContain(mend);
  });

  it('refuses heartbeats that are not faster than the session', () => {
    const refusal = refusalOf(() =>
      parseConsumerConfig({ 'group.id': 'g', 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 6000 }),
    );
    expect(refusal.message).toMatch(/^Heartbeat must be set lower than the session timeout/);
  });

  it('refuses the new protocol, and its assignor under the classic one', () => {
    expect(refusalOf(() => parseConsumerConfig({ 'group.protocol': 'consumer' })).key).toBe('group.protocol');
    expect(refusalOf(() => parseConsumerConfig({ 'group.remote.assignor': 'uniform' })).key).toBe(
      'group.remote.assignor',
    );
  });

  it('takes what is undefined as left out', () => {
    expect(parseConsumerConfig({ 'group.id': 'g', 'max.poll.records': undefined })['max.poll.records']).toBe(500);
  });
});

describe('the configuration of a producer', () => {
  it('is idempotent by default and has a delivery timeout that holds a request', () => {
    const config = parseProducerConfig({});
    expect([config['enable.idempotence'], config.acks, config['linger.ms']]).toEqual([true, -1, 5]);
    expect(parseProducerConfig({ 'request.timeout.ms': 200_000 })['delivery.timeout.ms']).toBe(200_005);
  });

  it('gives up idempotence where it is not asked for and cannot be', () => {
    expect(parseProducerConfig({ acks: '1' })['enable.idempotence']).toBe(false);
    expect(parseProducerConfig({ retries: 0 })['enable.idempotence']).toBe(false);
  });

  it.each([
    [{ 'enable.idempotence': true, acks: '1' }, 'acks'],
    [{ 'enable.idempotence': true, retries: 0 }, 'retries'],
    [{ 'max.in.flight.requests.per.connection': 6 }, 'max.in.flight.requests.per.connection'],
    [{ 'delivery.timeout.ms': 1000 }, 'delivery.timeout.ms'],
  ] as const)('refuses %o', (input, key) => {
    expect(refusalOf(() => parseProducerConfig(input)).key).toBe(key);
  });
});

describe('the configuration of an admin client', () => {
  it('gives a call at least the time of one request', () => {
    expect(parseAdminConfig({ 'request.timeout.ms': 90_000 })['default.api.timeout.ms']).toBe(90_000);
    expect(refusalOf(() => parseAdminConfig({ 'default.api.timeout.ms': 1000 })).key).toBe('default.api.timeout.ms');
  });
});

describe('the configuration of brokers and topics', () => {
  it('has Kafka’s defaults', () => {
    const config = parseBrokerConfig({});
    expect(config['group.initial.rebalance.delay.ms']).toBe(3000);
    expect(config['offsets.topic.num.partitions']).toBe(50);
    expect(config['offsets.retention.minutes']).toBe(10_080);
    expect(parseTopicConfig({})['retention.ms']).toBe(604_800_000);
  });

  it('refuses session bounds that leave nothing', () => {
    expect(refusalOf(() => parseBrokerConfig({ 'group.min.session.timeout.ms': 2_000_000 })).message).toContain(
      'no member could join',
    );
  });

  it('refuses a negative time and an unknown key', () => {
    expect(refusalOf(() => parseBrokerConfig({ 'group.initial.rebalance.delay.ms': -1 })).message).toContain(
      'at least 0 of ms',
    );
    expect(refusalOf(() => parseTopicConfig(untyped({ 'retention.sm': 1 }))).message).toContain('retention.ms');
  });
});

describe('every key', () => {
  const tables = { consumerKeys, producerKeys, adminKeys, brokerKeys, topicKeys };
  it.each(Object.entries(tables))('of %s has a default that it takes, and a sentence', (_, keys) => {
    for (const [name, key] of Object.entries(keys)) {
      expect(key.doc, name).toMatch(/^[A-Z].*\.$/);
      if (typeof key.defaultValue === 'number') {
        expect(key.defaultValue, name).toBeGreaterThanOrEqual(key.atLeast ?? -Infinity);
        expect(key.defaultValue, name).toBeLessThanOrEqual(key.atMost ?? Infinity);
      } else if (key.defaultValue === undefined) expect(key.mayBeUnset, name).toBe(true);
    }
  });

  it('is refused with a message, never with a crash, whatever it is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(consumerKeys)), fc.anything(), (key, value) => {
        try {
          parseConsumerConfig(untyped({ 'group.id': 'g', [key]: value }));
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigException);
        }
      }),
    );
  });
});

describe('auto.offset.reset by duration', () => {
  it.each([
    ['by_duration:P1D', 86_400_000],
    ['by_duration:PT1H30M', 5_400_000],
    ['by_duration:PT0.5S', 500],
    ['by_duration:P', undefined],
    ['by_duration:PT', undefined],
    ['by_duration:P1H', undefined],
    ['by_duration:-PT1S', undefined],
    ['earliest', undefined],
  ])('%s is %s ms', (value, ms) => {
    expect(resetDurationMs(value)).toBe(ms);
  });
});

describe('nearestName', () => {
  it('does not suggest what is far', () => {
    expect(nearestName('ssl.keystore.password', Object.keys(consumerKeys))).toBeUndefined();
  });
});
