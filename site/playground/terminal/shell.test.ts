import { defineScenario, provideHost, type ScenarioInput, startScenario } from 'simulator';
import { assignorsByName } from 'testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordOf, startProducing } from './console-producer.ts';
import { readOptions } from './options.ts';
import { complete, execute } from './shell.ts';

beforeAll(() => provideHost({ turn: () => Promise.resolve() }));

const input: ScenarioInput = {
  seed: 3,
  for: '60s',
  brokers: { count: 2, config: { 'group.initial.rebalance.delay.ms': 0 } },
  topics: { orders: { partitions: 2, replicas: 2 } },
  groups: { billing: { topics: ['orders'], assignor: 'range', handler: { commit: 'batch' } } },
  consumers: { c1: { group: 'billing' } },
  load: { orders: { rate: '5/s' } },
};

function clusterAt(ms: number, more: Partial<ScenarioInput> = {}) {
  const run = startScenario(defineScenario({ ...input, ...more }), { assignors: assignorsByName });
  run.runMachinery(ms);
  return run.cluster;
}
const closed: Partial<ScenarioInput> = { events: [{ at: '8s', close: 'c1' }] };
const printed = (line: string, ms = 10_000, more: Partial<ScenarioInput> = {}) => {
  const { lines, events } = execute(line, clusterAt(ms, more));
  return { text: lines.map(({ text }) => text), events };
};

describe('kafka-consumer-groups', () => {
  it('lists groups, with and without its whole name', () => {
    for (const name of ['kafka-consumer-groups', 'bin/kafka-consumer-groups.sh', './bin/kafka-consumer-groups.sh']) {
      expect(printed(`${name} --bootstrap-server localhost:9092 --list`).text).toEqual(['billing']);
    }
  });

  it('describes offsets, members and state in the layout of Kafka', () => {
    const offsets = printed('kafka-consumer-groups --describe --group billing').text.filter((line) => line !== '');
    expect(offsets[0]).toMatch(
      /^GROUP +TOPIC +PARTITION +CURRENT-OFFSET +LOG-END-OFFSET +LAG +CONSUMER-ID +HOST +CLIENT-ID/,
    );
    expect(offsets).toHaveLength(3);
    expect(printed('kafka-consumer-groups --describe --group billing --members').text.join('\n')).toMatch(
      /#PARTITIONS/,
    );
    expect(printed('kafka-consumer-groups --describe --group=billing --state').text.join('\n')).toMatch(/Stable +1/);
  });

  it('picks lines with grep', () => {
    const rows = printed('kafka-consumer-groups --describe --group billing | grep orders').text;
    expect(rows).toHaveLength(2);
    expect(printed('kafka-consumer-groups --list | grep -v bill').text).toEqual([]);
  });

  it('refuses to reset the offsets of a group with members', () => {
    const { text, events } = printed(
      'kafka-consumer-groups --reset-offsets --group billing --to-earliest --all-topics --execute',
    );
    expect(text.join('\n')).toMatch(
      /can only be reset if the group 'billing' is inactive, but the current state is Stable/,
    );
    expect(events).toEqual([]);
  });

  it('resets offsets of an empty group when it is told to execute, and not on a dry run', () => {
    const reset = 'kafka-consumer-groups --reset-offsets --group billing --to-earliest --topic orders';
    expect(printed(`${reset} --dry-run`, 12_000, closed).events).toEqual([]);
    const { text, events } = printed(`${reset} --execute`, 12_000, closed);
    expect(text.join('\n')).toMatch(/GROUP +TOPIC +PARTITION +NEW-OFFSET/);
    expect(events).toEqual([{ resetOffsets: 'billing', to: { 'orders-0': 0, 'orders-1': 0 } }]);
  });

  it('deletes groups without members, and says why it does not delete others', () => {
    const line = 'kafka-consumer-groups --delete --group billing';
    expect(printed(line).text.join('\n')).toMatch(/could not be deleted due to.*GroupNotEmptyException/);
    expect(printed(line, 12_000, closed).events).toEqual([{ deleteGroup: 'billing' }]);
  });

  it('deletes offsets only of topics that the group does not read', () => {
    const line = 'kafka-consumer-groups --delete-offsets --group billing --topic orders:0';
    expect(printed(line).events).toEqual([]);
    expect(printed(line, 12_000, closed).events).toEqual([{ deleteOffsets: 'billing', partitions: ['orders-0'] }]);
  });

  it.each([
    ['--describe', 'Option [describe] takes one of these options: [all-groups], [group]'],
    ['--list --describe --group billing', `Option "[group]" can't be used with option "[list]"`],
    [
      '--group billing',
      'Command must include exactly one action: --list, --describe, --delete, --reset-offsets, --delete-offsets',
    ],
    [
      '--describe --group billing --members --offsets',
      'Option [describe] takes at most one of these options: [members], [offsets], [state]',
    ],
    [
      '--reset-offsets --group billing --to-earliest --to-latest',
      `Option "[to-earliest]" can't be used with option "[to-latest]"`,
    ],
    ['--descibe', 'descibe is not a recognized option. Did you mean --describe?'],
    ['--describe --group', 'Option group requires an argument'],
  ])('says what is wrong with %s', (options, message) => {
    expect(printed(`kafka-consumer-groups ${options}`).text[0]).toBe(message);
  });
});

describe('kafka-topics', () => {
  it('lists and describes topics', () => {
    expect(printed('kafka-topics.sh --list --exclude-internal').text).toEqual(['orders']);
    const described = printed('kafka-topics.sh --describe --topic orders').text;
    expect(described[0]).toBe('Topic: orders\tPartitionCount: 2\tReplicationFactor: 2\tConfigs: ');
    expect(described[1]).toMatch(
      /^\tTopic: orders\tPartition: 0\tLeader: [12]\tReplicas: [12],[12]\tIsr: [12],[12]\tElr: N\/A\tLastKnownElr: N\/A$/,
    );
  });

  it('creates, grows and deletes topics as events of the scenario', () => {
    expect(printed('kafka-topics --create --topic returns --partitions 3 --replication-factor 2')).toEqual({
      text: ['Created topic returns.'],
      events: [{ createTopic: 'returns', partitions: 3, replicas: 2 }],
    });
    expect(printed('kafka-topics --alter --topic orders --partitions 4').events).toEqual([
      { createPartitions: 'orders', to: 4 },
    ]);
    expect(printed('kafka-topics --delete --topic orders').events).toEqual([{ deleteTopic: 'orders' }]);
  });

  it('refuses what cannot be, with the words of the tool', () => {
    const refusal = (options: string) => printed(`kafka-topics ${options}`);
    expect(refusal('--create --topic orders').text).toEqual([
      "Error while executing topic command : Topic 'orders' already exists.",
    ]);
    expect(refusal('--create --topic orders --if-not-exists')).toEqual({ text: [], events: [] });
    expect(refusal('--alter --topic orders --partitions 2').text[0]).toMatch(/Topic already has 2 partition/);
    expect(refusal('--delete --topic none').text[0]).toMatch(/does not exist as expected/);
    expect(refusal('--delete --topic none --if-exists')).toEqual({ text: [], events: [] });
    expect(refusal('--create').text[0]).toBe('Missing required argument "[topic]"');
  });
});

describe('kafka-console-producer', () => {
  it('turns lines into records, with keys where they are parsed', () => {
    const { producing } = execute('kafka-console-producer --topic orders', clusterAt(1000));
    expect(producing).toEqual({ topic: 'orders', keySeparator: undefined });
    const specs = [
      { name: 'topic', takes: 'value', about: '' },
      { name: 'property', takes: 'value', about: '' },
    ] as const;
    const options = readOptions(
      specs,
      '--topic orders --property parse.key=true --property key.separator=:'.split(' '),
    );
    const keyed = startProducing(options, ['orders']);
    expect(recordOf(keyed, 'k1:hello')).toEqual({ produce: 'orders', records: 1, key: 'k1', value: 'hello' });
    expect(() => recordOf(keyed, 'hello')).toThrow('No key separator found on line: hello');
  });
});

describe('the shell', () => {
  it('suggests the command that was probably meant', () => {
    expect(printed('kafka-topcs --list').text[0]).toBe('kafka-topcs: command not found. Did you mean kafka-topics?');
    expect(printed('ls').text[0]).toMatch(/^ls: command not found/);
  });

  it('refuses what belongs to a real shell, and unclosed quotes', () => {
    expect(printed('kafka-topics --list > file').text[0]).toMatch(/">" is the shell's/);
    expect(printed('kafka-topics --list | wc -l').text[0]).toMatch(/only grep is there/);
    expect(printed('kafka-topics --topic "a').text[0]).toMatch(/is not closed/);
    expect(printed('').text).toEqual([]);
  });

  it('completes commands, options, groups and topics', () => {
    const names = { topics: ['orders', 'payments'], groups: ['billing'] };
    const completed = (line: string) => complete(line, line.length, names).words;
    expect(completed('kafka-c')).toEqual(['kafka-consumer-groups.sh', 'kafka-console-producer.sh']);
    expect(completed('kafka-consumer-groups.sh --reset')).toEqual(['--reset-offsets']);
    expect(completed('kafka-consumer-groups --describe --group ')).toEqual(['billing']);
    expect(completed('kafka-topics.sh --describe --topic pa')).toEqual(['payments']);
    expect(completed('ls ')).toEqual([]);
  });
});
