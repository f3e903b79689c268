// What holds whatever is sent in whatever order: random requests and time, against one group, on a log that is slow or refuses now and then.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { RequestOf, ResponseOf } from '../../protocol/requests.ts';
import { topicPartition } from '../../protocol/topic-partition.ts';
import { type Answer, GroupScenario, groupId } from './scenarios/group-scenario.ts';

type Action =
  | { readonly do: 'join'; readonly who: number; readonly topics: string; readonly isForgetful: boolean }
  | { readonly do: 'sync' | 'heartbeat' | 'leave' | 'commit'; readonly who: number; readonly lag: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'slow log' | 'store' | 'fail' | 'move' };

const who = fc.integer({ min: 0, max: 4 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      who,
      topics: fc.constantFrom('t', 't,u'),
      isForgetful: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('sync' as const, 'sync' as const, 'heartbeat' as const, 'leave' as const, 'commit' as const),
      who,
      lag: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 8_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('slow log' as const, 'store' as const, 'store' as const, 'fail' as const, 'move' as const),
    }),
  },
);

interface Client {
  readonly name: string;
  readonly groupInstanceId: string | null;
  memberId: string;
  generationId: number;
  join: Answer<ResponseOf<'JoinGroup'>> | undefined;
  sync: Answer<ResponseOf<'SyncGroup'>> | undefined;
}

/** Clients that know what they were answered, and otherwise send what the test draws. Two of the five are static members. */
class RandomRun {
  readonly scenario = new GroupScenario({ sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 12_000 });
  readonly clients: readonly Client[] = [0, 1, 2, 3, 4].map((at) => ({
    name: `client${at}`,
    groupInstanceId: at < 2 ? `instance${at}` : null,
    memberId: '',
    generationId: -1,
    join: undefined,
    sync: undefined,
  }));

  act(drawn: Action): void {
    const { scenario } = this;
    switch (drawn.do) {
      case 'wait':
        scenario.runTo(scenario.now + drawn.ms);
        return;
      case 'slow log':
        scenario.isLogSlow = true;
        return;
      case 'store':
      case 'fail':
        scenario.answerWrites(drawn.do === 'store' ? 'NONE' : 'REQUEST_TIMED_OUT');
        scenario.isLogSlow = false;
        return;
      case 'move':
        scenario.moveToNewCoordinator();
        scenario.finishLoading();
        return;
      default: {
        const client = this.clients[drawn.who];
        if (client === undefined) return;
        this.learn(client);
        if (drawn.do === 'join') this.join(client, drawn.topics, drawn.isForgetful);
        else this.ask(client, drawn.do, client.generationId - drawn.lag);
      }
    }
  }

  learn(client: Client): void {
    const answer = client.join?.response;
    if (answer === undefined) return;
    client.join = undefined;
    if (answer.error === 'NONE') client.generationId = answer.generationId;
    if (answer.error === 'NONE' || answer.error === 'MEMBER_ID_REQUIRED') client.memberId = answer.memberId;
    else if (answer.error !== 'INCONSISTENT_GROUP_PROTOCOL') client.memberId = '';
  }

  join(client: Client, topics: string, isForgetful: boolean): void {
    if (isForgetful) client.memberId = '';
    const request: RequestOf<'JoinGroup'> = {
      groupId,
      memberId: client.memberId,
      groupInstanceId: client.groupInstanceId,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: topics }],
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 12_000,
    };
    client.join = this.scenario.send('JoinGroup', request, client.name);
  }

  ask(client: Client, what: 'sync' | 'heartbeat' | 'leave' | 'commit', generationId: number): void {
    const { memberId, groupInstanceId, name } = client;
    const identity = { groupId, memberId, groupInstanceId, generationId };
    switch (what) {
      case 'sync': {
        const assignments = new Map((this.scenario.view()?.members ?? []).map((member, at) => [member.memberId, at]));
        const request = { ...identity, protocolType: null, protocolName: null, assignments };
        client.sync = this.scenario.send('SyncGroup', request, name);
        return;
      }
      case 'heartbeat':
        this.scenario.send('Heartbeat', identity, name);
        return;
      case 'leave':
        this.scenario.send('LeaveGroup', { groupId, members: [{ memberId, groupInstanceId }] }, name);
        client.join = undefined;
        client.sync = undefined;
        return;
      case 'commit': {
        const before = this.scenario.view();
        const offsets = new Map([[topicPartition('t', 0), { offset: 1, leaderEpoch: -1, metadata: '' }]]);
        const answer = this.scenario.send('OffsetCommit', { ...identity, offsets }, name);
        const error: ErrorCode | undefined = answer.response?.errors.get(topicPartition('t', 0));
        if (error === 'NONE' && before !== undefined && before.state !== 'Empty') {
          expect(generationId).toBe(before.generationId);
          expect(before.members.map((member) => member.memberId)).toContain(memberId);
        }
      }
    }
  }

  check(): void {
    const view = this.scenario.view();
    if (view === undefined) return;
    const ids = view.members.map(({ memberId }) => memberId);
    expect(new Set(ids).size).toBe(ids.length);
    const instances = view.members.flatMap(({ groupInstanceId }) => groupInstanceId ?? []);
    expect(new Set(instances).size).toBe(instances.length);
    if (view.state === 'Empty') expect(ids).toEqual([]);
    if (ids.length > 0) expect(ids).toContain(view.leader);
    if (view.state === 'CompletingRebalance' || view.state === 'Stable') {
      expect(ids.length).toBeGreaterThan(0);
      expect(view.protocolName).toBe('range');
    }
  }
}

describe('a classic group, whatever its members send', () => {
  it('has unique ids, one leader of its own, members when it has a generation, and takes commits of this generation only', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const run = new RandomRun();
        for (const drawn of actions) {
          run.act(drawn);
          run.check();
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never gives two members of a generation the same number with other members, and never counts backwards', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const run = new RandomRun();
        for (const drawn of actions) run.act(drawn);
        let last = 0;
        for (const event of run.scenario.events) {
          // What a coordinator did not store, the one after it does again.
          if (event.kind === 'coordinator.loaded') last = 0;
          if (event.kind !== 'group.generation') continue;
          expect(event.generationId).toBeGreaterThan(last);
          last = event.generationId;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('leaves nobody parked for ever once the log answers again', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const run = new RandomRun();
        for (const drawn of actions) run.act(drawn);
        run.scenario.answerWrites();
        run.scenario.isLogSlow = false;
        run.scenario.runTo(run.scenario.now + 1_000_000);
        const requests = run.clients.flatMap(({ join, sync }) => [join, sync]);
        expect(requests.filter((request) => request !== undefined && request.response === undefined)).toEqual([]);
        expect(['none', 'Empty']).toContain(run.scenario.state().replace(/ g\d+$/, ''));
      }),
      { numRuns: 400 },
    );
  });

  it('tells the trace a history in which each state follows from the one before', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const run = new RandomRun();
        for (const drawn of actions) run.act(drawn);
        let state = 'Dead';
        const members = new Set<string>();
        for (const event of run.scenario.events) {
          if (event.kind === 'group.state') {
            expect(event.from).toBe(state);
            if (state === 'Dead') members.clear();
            state = event.to;
          } else if (event.kind === 'group.member.added') {
            expect(members.has(event.memberId)).toBe(false);
            members.add(event.memberId);
          } else if (event.kind === 'group.member.removed') {
            expect(members.delete(event.memberId)).toBe(true);
          } else if (event.kind === 'group.generation') {
            expect(event.members.map(({ memberId }) => memberId).sort()).toEqual([...members].sort());
          }
        }
        const view = run.scenario.view();
        expect(view?.state ?? 'Dead').toBe(state);
        if (view !== undefined) expect(new Set(view.members.map(({ memberId }) => memberId))).toEqual(members);
      }),
      { numRuns: 400 },
    );
  });
});
