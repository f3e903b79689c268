import { parseScenario, type ScenarioRun, startScenario, type TracedEvent } from 'simulator';
import { assignorsByName } from 'testkit';
import { describe, expect, it } from 'vitest';
import * as commitOnRevoke from '../../../solutions/commit-on-revoke/answer.ts';
import * as partitionsLost from '../../../solutions/partitions-lost/answer.ts';
import { presets } from '../presets.ts';
import type { Written } from '../protocol.ts';
import { mainOf, type OwnApplication } from './own-application.ts';
import { Session } from './session.ts';

const calls: string[] = [];

class StatefulListener {
  readonly #store: { open(partition: unknown): Promise<void>; close(partition: unknown): Promise<void> };

  constructor(store: { open(partition: unknown): Promise<void>; close(partition: unknown): Promise<void> }) {
    this.#store = store;
  }

  async onPartitionsAssigned(partitions: readonly unknown[]): Promise<void> {
    for (const partition of partitions) await this.#store.open(partition);
    calls.push(`opened ${partitions.length}`);
  }

  async onPartitionsRevoked(partitions: readonly unknown[]): Promise<void> {
    for (const partition of partitions) await this.#store.close(partition);
    calls.push(`closed ${partitions.length}`);
  }
}

const own = (name: string, use: OwnApplication['use'], exports: Readonly<Record<string, unknown>>): OwnApplication => ({
  name,
  use,
  exportName: use === 'store' ? 'StatefulListener' : 'createApp',
  evaluate: async () => exports,
});

const applications = [
  own('my-commit-on-revoke', 'workers', { ...commitOnRevoke }),
  own('my-partitions-lost', 'sink', { ...partitionsLost }),
  own('my-stateful-listener', 'store', { StatefulListener }),
  own('my-broken', 'workers', {
    createApp: () => ({
      onRecords: () => {
        throw new Error('no records, please');
      },
      onPartitionsAssigned() {},
      onPartitionsRevoked() {},
    }),
  }),
];

const quiet = presets.find(({ key }) => key === 'quiet')?.scenario ?? {};

async function deployed(name: string): Promise<ScenarioRun> {
  const written: Written = {
    ...quiet,
    for: '40s',
    events: [
      { at: '10s', restart: 'c2', down: '1s', application: name },
      { at: '20s', close: 'c1' },
      { at: '30s', close: 'c2' },
    ],
  };
  const parsed = parseScenario(written, {
    assignors: assignorsByName,
    applications: applications.map((each) => each.name),
  });
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ text }) => text).join('\n'));
  const mains = new Map(applications.map((each) => [each.name, mainOf(each, () => run.cluster)]));
  const run: ScenarioRun = startScenario(parsed.scenario, { assignors: assignorsByName, applications: mains });
  await run.run();
  return run;
}

const states = ({ cluster }: ScenarioRun) => ['c1', 'c2', 'c3'].map((name) => cluster.process(name).state);

/** Since it is the learner's code that runs there. */
const of = <K extends TracedEvent['kind']>({ cluster }: ScenarioRun, kind: K) =>
  cluster.trace.filter(
    (event): event is Extract<TracedEvent, { kind: K }> =>
      event.kind === kind && 'process' in event && event.process === 'c2' && event.atMs > 11_000,
  );

describe('an answer of the learner’s as the application of a consumer', { timeout: 60_000 }, () => {
  it.each(['my-commit-on-revoke', 'my-partitions-lost'])(
    '%s handles records and commits them by itself',
    async (name) => {
      const run = await deployed(name);
      expect(of(run, 'record.processed').length).toBeGreaterThan(100);
      expect(of(run, 'commit.completed').length).toBeGreaterThan(0);
      expect(states(run)).toEqual(['stopped', 'stopped', 'running']);
    },
  );

  it('is a listener over a store with a loop of ours', async () => {
    const run = await deployed('my-stateful-listener');
    expect(calls).toContain('opened 2');
    expect(calls.at(-1)).toMatch(/^closed/);
    expect(of(run, 'record.processed').length).toBeGreaterThan(100);
    expect(states(run)).toEqual(['stopped', 'stopped', 'running']);
  });

  it('brings its process down with what it throws, and nobody else’s', async () => {
    const run = await deployed('my-broken');
    expect(states(run)).toEqual(['stopped', 'crashed', 'running']);
    expect(run.cluster.process('c2').failure).toMatchObject({ message: 'no records, please' });
  });

  it('is refused where it is not there', () => {
    const opened = Session.open(
      { ...quiet, consumers: { c1: { group: 'billing', application: 'my-other' } } },
      assignorsByName,
    );
    expect(opened).toMatchObject({ problems: [{ path: ['consumers', 'c1', 'application'] }] });
  });
});
