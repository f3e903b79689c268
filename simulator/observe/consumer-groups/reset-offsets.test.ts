import { describe, expect, it } from 'vitest';
import { partition } from '../trace-builder.ts';
import { parseResetCsv } from './reset-csv.ts';
import { type ResetOptions, resetOffsets } from './reset-offsets.ts';
import type { ResetTarget } from './reset-plan.ts';
import { cluster, group, member, shown } from './snapshot-builder.ts';

const header = 'GROUP                          TOPIC                          PARTITION  NEW-OFFSET     ';
const logs = {
  'orders-0': { earliest: 5, latest: 90, times: [1_000, 2_000, 3_000] },
  'orders-1': { earliest: 0, latest: 40 },
  'payments-0': { latest: 7 },
};
const empty = cluster([group('g', { committed: { 'orders-0': 50, 'orders-1': 10 } })], logs);

function reset(target: ResetTarget, options: Partial<ResetOptions> = {}) {
  return resetOffsets(empty, { groups: ['g'], scope: ['orders'], target, action: '--dry-run', ...options });
}

/** New offsets as `orders-0=5`. */
function planned(target: ResetTarget, options: Partial<ResetOptions> = {}): string[] {
  const { writes } = reset(target, { ...options, action: '--execute' });
  return [...(writes.get('g') ?? [])].map(([{ topic, partition: number }, offset]) => `${topic}-${number}=${offset}`);
}

describe('--reset-offsets', () => {
  it.each<[string, ResetTarget, string[]]>([
    ['--to-earliest', { option: '--to-earliest' }, ['orders-0=5', 'orders-1=0']],
    ['--to-latest', { option: '--to-latest' }, ['orders-0=90', 'orders-1=40']],
    ['--to-current', { option: '--to-current' }, ['orders-0=50', 'orders-1=10']],
    ['--to-offset', { option: '--to-offset', offset: 30 }, ['orders-0=30', 'orders-1=30']],
    ['--to-offset beyond both ends of the logs', { option: '--to-offset', offset: 60 }, ['orders-0=60', 'orders-1=40']],
    ['--shift-by forward', { option: '--shift-by', by: 7 }, ['orders-0=57', 'orders-1=17']],
    ['--shift-by beyond the beginning', { option: '--shift-by', by: -46 }, ['orders-0=5', 'orders-1=0']],
    ['--to-datetime', { option: '--to-datetime', dateTime: '1970-01-01T00:00:01.500' }, ['orders-0=6', 'orders-1=40']],
    ['--by-duration', { option: '--by-duration', duration: 'PT1S', nowMs: 2_500 }, ['orders-0=6', 'orders-1=40']],
  ])('%s', (_, target, offsets) => {
    expect(planned(target)).toEqual(offsets);
  });

  it('takes the end of the log for --to-current without a commit', () => {
    expect(planned({ option: '--to-current' }, { scope: ['payments'] })).toEqual(['payments-0=7']);
  });

  it('takes single partitions, several topics, or all that have a commit', () => {
    const target = { option: '--to-latest' } as const;
    expect(planned(target, { scope: ['orders:1', 'payments'] })).toEqual(['orders-1=40', 'payments-0=7']);
    expect(planned(target, { scope: 'all-topics' })).toEqual(['orders-0=90', 'orders-1=40']);
  });

  it('S100: shifts no lower than the log begins, and writes nothing without --execute', () => {
    const at50 = cluster([group('g', { committed: { 'orders-0': 50 } })], { 'orders-0': { latest: 90 } });
    const options = { groups: ['g'], scope: ['orders'], target: { option: '--shift-by', by: -100 } } as const;
    const output = resetOffsets(at50, options);
    expect(shown(output).slice(2)).toEqual([
      '',
      header,
      'g                              orders                         0          0              ',
    ]);
    expect(output.lines.slice(0, 2)).toMatchObject([
      {
        stream: 'stderr',
        text: expect.stringContaining('WARN: No action will be performed as the --execute option is missing.'),
      },
      {
        stream: 'stderr',
        text: expect.stringContaining(
          'New offset (-50) is lower than earliest offset for topic partition orders-0. Value will be set to 0',
        ),
      },
    ]);
    expect(output.writes.size).toBe(0);
    expect(
      resetOffsets(at50, { ...options, action: '--execute' })
        .writes.get('g')
        ?.get(partition('orders-0')),
    ).toBe(0);
  });

  it('S101: refuses a group that is Stable, and prints the header alone', () => {
    const stable = cluster([group('g', { members: [member('m1', 'c1', '/h', 'orders-0')] })], logs);
    const target = { option: '--to-earliest' } as const;
    const output = resetOffsets(stable, { groups: ['g'], scope: ['orders'], target, action: '--execute' });
    expect(shown(output)).toEqual([
      '',
      "Error: Assignments can only be reset if the group 'g' is inactive, but the current state is Stable.",
      '',
      header,
    ]);
    expect(output.writes.size).toBe(0);
  });

  it('goes on with the other groups when one is refused', () => {
    const both = cluster(
      [group('a', { members: [member('m1', 'c1', '/h', '')] }), group('b', { committed: { 'payments-0': 3 } })],
      logs,
    );
    const target = { option: '--to-earliest' } as const;
    const { writes } = resetOffsets(both, { groups: 'all-groups', scope: 'all-topics', target, action: '--execute' });
    expect([...writes.keys()]).toEqual(['b']);
  });

  it('says when there is no record at a time', () => {
    expect(
      shown(reset({ option: '--to-datetime', dateTime: '1970-01-01T00:00:09.000' }, { scope: ['orders:1'] })),
    ).toEqual([
      '',
      'Warn: Partition 1 from topic orders is empty. Falling back to latest known offset.',
      '',
      header,
      'g                              orders                         1          40             ',
    ]);
  });

  it('cannot shift what was never committed', () => {
    expect(reset({ option: '--shift-by', by: 1 }, { scope: ['payments'] })).toMatchObject({
      exitStatus: 1,
      lines: [{ text: 'Cannot shift offset for partition payments-0 since there is no current committed offset' }],
    });
  });

  it.each<[string, Partial<ResetOptions>, string]>([
    ['no scope', { scope: undefined }, 'One of the reset scopes should be defined: --all-topics, --topic.'],
    [
      'a partition that is no number',
      { scope: ['orders:x'] },
      "Invalid partition 'x' specified in topic arg 'orders:x''",
    ],
    [
      'a topic without partitions after its colon',
      { scope: ['orders:'] },
      "Invalid topic arg 'orders:', expected topic name and partitions",
    ],
  ])('refuses %s', (_, options, message) => {
    expect(reset({ option: '--to-latest' }, options)).toMatchObject({ exitStatus: 1, lines: [{ text: message }] });
  });

  it.each<[string, ResetTarget, Partial<ResetOptions>, string]>([
    [
      'a topic that does not exist',
      { option: '--to-latest' },
      { scope: ['nothing'] },
      'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
    ],
    [
      'a partition that does not exist',
      { option: '--to-latest' },
      { scope: ['orders:9'] },
      'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.UnknownTopicOrPartitionException: This server does not host this topic-partition.',
    ],
    [
      'a date that is none',
      { option: '--to-datetime', dateTime: '2023-02-30T00:00:00.000' },
      {},
      'java.text.ParseException: Unparseable date: "2023-02-30T00:00:00.000"',
    ],
    [
      'a duration that is none',
      { option: '--by-duration', duration: '10 minutes', nowMs: 0 },
      {},
      'Text cannot be parsed to a Duration',
    ],
  ])('fails for %s', (_, target, options, message) => {
    expect(shown(reset(target, options))).toEqual([
      '',
      `Error: Executing consumer group command failed due to ${message}`,
    ]);
  });

  it('prints with --export what --from-file reads', () => {
    const output = reset({ option: '--to-latest' }, { isExport: true });
    expect(shown(output)).toEqual(['orders,0,90', 'orders,1,40', '']);
    const plan = parseResetCsv(shown(output).join('\n'), 'g');
    expect(planned({ option: '--from-file', plan }, { scope: undefined })).toEqual(['orders-0=90', 'orders-1=40']);
  });

  it('names the group in the file when there are several', () => {
    const plan = parseResetCsv('"a,b",orders,0,3\ng,orders,1,99\n', undefined);
    expect(plan.get('a,b')?.get(partition('orders-0'))).toBe(3);
    expect(planned({ option: '--from-file', plan }, { scope: undefined })).toEqual(['orders-1=40']);
    expect(shown(reset({ option: '--to-latest' }, { groups: 'all-groups', isExport: true }))[0]).toBe('g,orders,0,90');
  });

  it('says when a file has no plan for a group', () => {
    const plan = parseResetCsv('other,orders,0,3', undefined);
    expect(shown(reset({ option: '--from-file', plan }, { scope: undefined }))).toEqual([
      '',
      'Error: No reset plan for group g found',
      '',
      header,
    ]);
  });

  it('refuses a file that it cannot read, with the line', () => {
    expect(() => parseResetCsv('orders,0,3\norders,zero,3', 'g')).toThrow('line 2 of the reset plan is not');
  });
});
