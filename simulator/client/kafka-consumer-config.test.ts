import { describe, expect, it } from 'vitest';
import type { AssignorClass } from '../protocol/config/consumer-config.ts';
import { ConfigException } from '../protocol/kafka-exception.ts';
import type { Assignment } from './assignor.ts';
import { configureConsumer } from './kafka-consumer-config.ts';

class Nothing {
  name(): string {
    return 'nothing';
  }
  assign(): Map<string, Assignment> {
    return new Map();
  }
}

class Weighted extends Nothing {
  weight: unknown;
  clientId: unknown;
  override name(): string {
    return 'weighted';
  }
  configure(config: Readonly<Record<string, unknown>>): void {
    this.weight = config.weight;
    this.clientId = config['client.id'];
  }
}

const named = (name: unknown) =>
  class {
    name = () => name;
    assign = () => new Map();
  };

const configure = (strategy: readonly unknown[], more: Record<string, unknown> = {}) =>
  configureConsumer(
    { 'group.id': 'g', 'partition.assignment.strategy': strategy as readonly AssignorClass[], ...more },
    () => 1,
  );

describe('assignors of a consumer', () => {
  it('are instances of its own, in the order of the list', () => {
    const first = configure([Nothing, Weighted]);
    const second = configure([Nothing, Weighted]);
    expect(first.assignors.map((assignor) => assignor.name())).toEqual(['nothing', 'weighted']);
    expect(first.assignors[0]).not.toBe(second.assignors[0]);
  });

  it('are handed what was written, and client.id', () => {
    expect(configure([Weighted], { weight: 3 }).assignors[0]).toMatchObject({ weight: 3, clientId: 'consumer-g-1' });
  });

  it('make a key known by reading it', () => {
    expect(() => configure([Weighted], { weight: 3 })).not.toThrow();
    expect(() => configure([Nothing], { weight: 3 })).toThrow('Unknown configuration weight of a consumer.');
    expect(() => configure([Weighted], { wieght: 3 })).toThrow('Unknown configuration wieght');
  });

  it('cannot change the configuration', () => {
    class Vandal extends Nothing {
      configure(config: Record<string, unknown>): void {
        config['group.id'] = 'other';
      }
    }
    expect(() => configure([Vandal])).toThrow(TypeError);
  });

  it.each([
    [new Nothing(), 'Write the class itself'],
    ['range', 'Write the class itself'],
    [class Empty {}, 'Empty in partition.assignment.strategy is not a ConsumerPartitionAssignor'],
  ])('are refused when they are none: %s', (entry, why) => {
    expect(() => configure([entry])).toThrow(ConfigException);
    expect(() => configure([entry])).toThrow(why);
  });

  it('are refused when two have the same name', () => {
    expect(() => configure([Nothing, Nothing])).toThrow('"nothing" is used in more than one assignor');
  });

  it('are not made for a configuration that cannot be', () => {
    class Loud extends Nothing {
      constructor() {
        super();
        throw new Error('made');
      }
    }
    expect(() => configure([Loud], { 'max.poll.records': 0 })).toThrow(ConfigException);
  });

  it('refuses assignors whose name is none', () => {
    for (const name of [undefined, 5, '']) {
      expect(() => configure([named(name)])).toThrow('is no text, or an empty one');
    }
  });
});
