import { describe, expect, it } from 'vitest';
import { topicPartition } from '../protocol/topic-partition.ts';
import type { Cluster } from './cluster-metadata.ts';
import { processAssignor, type Within } from './process-assignor.ts';

const nowhere: Cluster = { topics: () => [], partitionsForTopic: () => [] };
const atOnce: Within = (work) => work();

const assigned = (assignment: unknown) => () =>
  processAssignor({ name: () => 'mine', assign: () => assignment as Map<string, never> }, atOnce).assign(
    nowhere,
    new Map(),
  );

describe('an assignor in a process', () => {
  it('runs as code of the process, each of its functions', () => {
    const within: string[] = [];
    let isWithin = false;
    const enter: Within = (work) => {
      isWithin = true;
      const result = work();
      isWithin = false;
      return result;
    };
    const note = <T>(what: string, result: T): T => {
      if (isWithin) within.push(what);
      return result;
    };
    const assignor = processAssignor(
      {
        name: () => note('name', 'mine'),
        assign: () => note('assign', new Map()),
        supportedProtocols: () => note('supportedProtocols', ['COOPERATIVE']),
        subscriptionUserData: () => note('subscriptionUserData', 7),
        onAssignment: () => note('onAssignment', undefined),
      },
      enter,
    );
    expect(assignor.name()).toBe('mine');
    expect(assignor.assign(nowhere, new Map())).toEqual(new Map());
    expect(assignor.supportedProtocols?.()).toEqual(['COOPERATIVE']);
    expect(assignor.subscriptionUserData?.(new Set())).toBe(7);
    assignor.onAssignment?.({ partitions: [] }, { groupId: 'g', generationId: 1, memberId: 'm', groupInstanceId: 'i' });
    expect(within).toEqual(['name', 'assign', 'supportedProtocols', 'subscriptionUserData', 'onAssignment']);
  });

  it('is eager and sends nothing along when it does not say otherwise', () => {
    const assignor = processAssignor({ name: () => 'mine', assign: () => new Map() }, atOnce);
    expect(assignor.supportedProtocols?.()).toEqual(['EAGER']);
    expect(assignor.subscriptionUserData?.(new Set())).toBeUndefined();
  });

  it('may give lists of any kind, and leave out whom it likes', () => {
    const given = new Map([['m', { partitions: new Set([topicPartition('orders', 0)]) }]]);
    expect(assigned(given)()).toBe(given);
    expect(assigned(new Map())()).toEqual(new Map());
  });

  it.each([
    [undefined, 'returned undefined. Return a Map from each member id'],
    [{ m: { partitions: [] } }, 'returned a value of type object'],
    [[], 'returned a list'],
    [Promise.resolve(new Map()), 'returned a promise. Return a Map from each member id to { partitions }, at once'],
  ])('says what is wrong with what is no Map', (returned, message) => {
    expect(assigned(returned)).toThrow(`assign() of the assignor "mine" ${message}`);
  });

  it.each([
    [[topicPartition('orders', 0)]],
    [undefined],
    [{}],
    [{ partitions: 'orders-0' }],
    [{ partitions: [null] }],
    [{ partitions: ['orders-0'] }],
    [{ partitions: [{ topic: 'orders', partition: '0' }] }],
  ])('says for whom it gave what is no assignment: %j', (assignment) => {
    expect(assigned(new Map([['m-1', assignment]]))).toThrow('gave member m-1 what is no assignment');
  });
});
