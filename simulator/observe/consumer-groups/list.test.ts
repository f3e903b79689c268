import { describe, expect, it } from 'vitest';
import { listGroups } from './list.ts';
import { cluster, group, member, shown } from './snapshot-builder.ts';

const groups = cluster([group('payments', {}), group('orders-app', { members: [member('m1', 'c1', '/h', '')] })]);

describe('--list', () => {
  it('prints one group id a line', () => {
    expect(shown(listGroups(groups, {}))).toEqual(['orders-app', 'payments']);
  });

  it('adds the columns that are asked for', () => {
    expect(shown(listGroups(groups, { state: true, type: true }))).toEqual([
      'GROUP                     TYPE                 STATE               ',
      'orders-app                Classic              Stable              ',
      'payments                  Classic              Empty               ',
    ]);
  });

  it('keeps groups in the states and of the types that are asked for, whatever their case', () => {
    expect(shown(listGroups(groups, { state: 'empty, dead' }))).toEqual([
      'GROUP                     STATE               ',
      'payments                  Empty               ',
    ]);
    expect(shown(listGroups(groups, { type: 'consumer' }))).toEqual(['GROUP                     TYPE                ']);
  });

  it('is 10 wider than the longest id', () => {
    const long = cluster([group('a-group-with-a-long-name', {})]);
    expect(shown(listGroups(long, { type: true }))[1]).toBe('a-group-with-a-long-name           Classic             ');
  });

  it('refuses a state that does not exist', () => {
    expect(listGroups(groups, { state: 'stabel' })).toEqual({
      exitStatus: 1,
      lines: [
        {
          stream: 'stderr',
          text: "Invalid state list 'stabel'. Valid states are: PreparingRebalance, CompletingRebalance, Stable, Dead, Empty, Assigning, Reconciling",
        },
      ],
    });
  });
});
