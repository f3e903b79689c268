// Floor 7. Somebody outside of the groups who sends requests that no well-behaved consumer sends, or not at that moment: repeats what
// others have sent, however late, commits in a generation that is about to begin, and administers. What reaches the answers that no
// consumer of the Java client ever gets. A scenario asks for it by notes: `outsider: repeat JoinGroup (billing)`.
import { type TopicPartition, topicPartition } from 'kafka';
import type { ScenarioRun, TracedEvent } from 'simulator';

type Cluster = ScenarioRun['cluster'];
type Program = Parameters<ReturnType<Cluster['process']>['startProgram']>[0];
type Wire = ReturnType<Parameters<Program>[0]['wire']>;
type Sent = Extract<TracedEvent, { kind: 'request.sent' }>;
type Api = Sent['api'];

interface Stage {
  readonly cluster: Cluster;
  readonly send: Send;
  readonly groupId: string;
}
type Send = (api: Api, request: Sent['request'], brokerId?: number) => void;

const outsider = 'outsider';
/** Its own group, of a protocol type that is no consumer's. */
const connectGroup = 'connect';
const stepMs = 50;
const stepsMost = 200;
const metadata = '';

const acts = {
  'repeat JoinGroup': (stage) => repeat(stage, 'JoinGroup', 1),
  'repeat an old JoinGroup': (stage) => repeat(stage, 'JoinGroup', 3),
  'repeat SyncGroup': (stage) => repeat(stage, 'SyncGroup', 1),
  'repeat an old SyncGroup': (stage) => repeat(stage, 'SyncGroup', 4),
  'repeat an old Heartbeat': (stage) => repeat(stage, 'Heartbeat', 20),
  'repeat OffsetCommit': (stage) => repeat(stage, 'OffsetCommit', 1),
  'repeat an old OffsetCommit': (stage) => repeat(stage, 'OffsetCommit', 15),
  'repeat LeaveGroup': (stage) => repeat(stage, 'LeaveGroup', 1),
  'sync with another protocol': ({ cluster, send, groupId }) => {
    const last = sentBefore(cluster, 'SyncGroup', groupId, 1);
    if (last !== undefined) send('SyncGroup', { ...last.request, protocolName: 'none' } as Sent['request']);
  },
  'commit while the leader assigns': (stage) => commitWhileLeaderAssigns(stage, stepsMost),
  'commit with an unknown group': ({ send }) => {
    send('OffsetCommit', { ...commitOf('nobodys', 0), generationId: 3, memberId: 'nobody' });
  },
  'commit with much metadata': ({ send, groupId }) => {
    const offsets = new Map([[somePartition, { offset: 0, leaderEpoch: -1, metadata: 'x'.repeat(5000) }]]);
    send('OffsetCommit', { ...commitOf(groupId, 0), offsets });
  },
  'reset offsets': ({ send, groupId }) => send('OffsetCommit', commitOf(groupId, 0)),
  'commit for no topic': ({ send, groupId }) => {
    const offsets = new Map([[topicPartition('nothing', 0), { offset: 0, leaderEpoch: -1, metadata }]]);
    send('OffsetCommit', { ...commitOf(groupId, 0), offsets });
  },
  'fetch offsets': ({ send, groupId, cluster }) => {
    for (const { id } of cluster.brokers) send('OffsetFetch', { groupId, partitions: null, requireStable: true }, id);
  },
  'remove a member': ({ cluster, send, groupId }) => {
    const member = cluster.group(groupId)?.members[0];
    if (member === undefined) return;
    const { memberId, groupInstanceId } = member;
    const leaving = groupInstanceId === null ? { memberId, groupInstanceId } : { memberId: '', groupInstanceId };
    send('LeaveGroup', { groupId, members: [leaving] });
  },
  'remove a member under a wrong id': ({ cluster, send, groupId }) => {
    const groupInstanceId = cluster.group(groupId)?.members[0]?.groupInstanceId ?? null;
    send('LeaveGroup', { groupId, members: [{ memberId: 'nobody', groupInstanceId }] });
  },
  'ask a coordinator that is loading': ({ cluster, send, groupId }) => {
    const other = cluster.brokers.find(({ id, state }) => state === 'up' && id !== cluster.coordinatorOf(groupId));
    if (other === undefined) return;
    try {
      cluster.moveCoordinator(groupId, other.id);
    } catch (error) {
      // It has no replica that is in sync.
      if (error instanceof RangeError) return;
      throw error;
    }
    const nobody = { groupId, memberId: 'nobody', groupInstanceId: null, generationId: 1 };
    send('SyncGroup', { ...nobody, protocolType: null, protocolName: null, assignments: new Map() });
    send('OffsetFetch', { groupId, partitions: null, requireStable: true });
    send('OffsetDelete', { groupId, partitions: [somePartition] });
    send('DeleteGroups', { groups: [groupId] }, other.id);
    send('DescribeGroups', { groups: [groupId] }, other.id);
    send('ListGroups', { statesFilter: [] }, other.id);
    send('LeaveGroup', { groupId, members: [] });
  },
  'delete offsets': ({ send, groupId }) => {
    const partitions = ['orders', 'payments', 'audit', 'nothing'].map((topic) => topicPartition(topic, 0));
    send('OffsetDelete', { groupId, partitions });
    send('OffsetDelete', { groupId: 'nobodys', partitions });
    send('OffsetDelete', { groupId: connectGroup, partitions });
  },
  'delete groups': ({ send, groupId }) => send('DeleteGroups', { groups: [groupId, 'nobodys', connectGroup] }),
  'ask for metadata': ({ send }) => send('Metadata', { topics: ['not a name', 'nothing'] }),
  'describe groups': ({ cluster, send, groupId }) => {
    for (const { id } of cluster.brokers) {
      send('DescribeGroups', { groups: [groupId, 'nobodys'] }, id);
      send('ListGroups', { statesFilter: [] }, id);
      send('DeleteGroups', { groups: [groupId, 'nobodys'] }, id);
      send('OffsetDelete', { groupId: 'nobodys', partitions: [somePartition] }, id);
      send('LeaveGroup', { groupId, members: [] }, id);
    }
  },
  'join with a short session': ({ send, groupId }) => send('JoinGroup', { ...joinOf(groupId), sessionTimeoutMs: 1 }),
  'join no group': ({ send }) => {
    send('JoinGroup', joinOf(''));
    const nobody = { groupId: '', memberId: 'nobody', groupInstanceId: null, generationId: 1 };
    send('Heartbeat', nobody);
    send('SyncGroup', { ...nobody, protocolType: null, protocolName: null, assignments: new Map() });
    send('LeaveGroup', { groupId: '', members: [] });
    send('OffsetDelete', { groupId: '', partitions: [somePartition] });
  },
  'join with another protocol': ({ send, groupId }) =>
    send('JoinGroup', { ...joinOf(groupId), protocols: [{ name: 'none', metadata: undefined }] }),
  'join a group of connectors': ({ send }) =>
    send('JoinGroup', { ...joinOf(connectGroup), protocolType: 'connect', groupInstanceId: 'a' }),
  'administer topics': ({ send }) => {
    const topics = [
      { topic: 'orders', partitionCount: 1, replicationFactor: 1 },
      { topic: 'broad', partitionCount: 0, replicationFactor: 1 },
      { topic: 'safe', partitionCount: 1, replicationFactor: 9 },
      { topic: 'not a name', partitionCount: 1, replicationFactor: 1 },
    ];
    send('CreateTopics', { topics });
    send('DeleteTopics', { topics: ['nothing'] });
    send('CreatePartitions', {
      partitionCounts: new Map([
        ['orders', 1],
        ['nothing', 3],
      ]),
    });
  },
} as const satisfies Readonly<Record<string, (stage: Stage) => void>>;

const form = /^outsider: (?<act>.+) \((?<groupId>.+)\)$/;

/** What a note can ask for, with `GROUP` for the group. */
export const outsiderActs: readonly string[] = Object.keys(acts).map((act) => `outsider: ${act} (GROUP)`);

/** Puts what the scenario's notes ask for on the cluster's clock. */
export function letOutsiderAct({ cluster, scenario }: ScenarioRun): void {
  let wire: Wire | undefined;
  const send: Send = (api, request, brokerId) => {
    const groupId = 'groupId' in request ? request.groupId : undefined;
    const to = brokerId ?? (groupId === undefined ? undefined : cluster.coordinatorOf(groupId)) ?? 1;
    wire?.send(to, api, request, { onResponse: () => {}, onDisconnect: () => {} });
  };
  for (const event of scenario.events) {
    const asked = event.kind === 'note' ? form.exec(event.text)?.groups : undefined;
    if (asked === undefined) continue;
    const act = Object.entries(acts).find(([name]) => name === asked.act)?.[1];
    if (act === undefined) throw new Error(`The outsider cannot "${asked.act}"; see tools/sim/outsider.ts.`);
    const stage: Stage = { cluster, send, groupId: asked.groupId ?? '' };
    cluster.schedule(event.atMs, () => act(stage));
    if (cluster.process(outsider).isAlive) continue;
    cluster.process(outsider).startProgram(function* (incarnation) {
      wire = incarnation.wire(outsider);
      yield () => {
        // It waits for what it is told by the clock.
      };
    });
  }
}

const somePartition: TopicPartition = topicPartition('orders', 0);

const commitOf = (groupId: string, offset: number) => ({
  groupId,
  generationId: -1,
  memberId: '',
  groupInstanceId: null,
  offsets: new Map([[somePartition, { offset, leaderEpoch: -1, metadata }]]),
});

const joinOf = (groupId: string) => ({
  groupId,
  memberId: '',
  groupInstanceId: null,
  protocolType: 'consumer',
  protocols: [{ name: 'range', metadata: undefined }],
  sessionTimeoutMs: 3000,
  rebalanceTimeoutMs: 3000,
});

function repeat({ cluster, send, groupId }: Stage, api: Api, back: number): void {
  const sent = sentBefore(cluster, api, groupId, back);
  if (sent !== undefined) send(api, sent.request);
}

/** The last request of this kind that somebody else sent, or one of those before it. */
function sentBefore({ trace }: Cluster, api: Api, groupId: string, back: number): Sent | undefined {
  let found: Sent | undefined;
  let missing = back;
  for (let at = trace.length - 1; at >= 0 && missing > 0; at--) {
    const event = trace[at];
    if (event?.kind !== 'request.sent' || event.api !== api || event.clientId === outsider) continue;
    if (!('groupId' in event.request) || event.request.groupId !== groupId) continue;
    found = event;
    missing--;
  }
  return found;
}

/** As a client might whose answer to JoinGroup came and that commits before it syncs. */
function commitWhileLeaderAssigns(stage: Stage, stepsLeft: number): void {
  const { cluster, send, groupId } = stage;
  const group = cluster.group(groupId);
  const member = group?.members[0];
  if (group?.state === 'CompletingRebalance' && member !== undefined) {
    const { memberId, groupInstanceId } = member;
    send('OffsetCommit', { ...commitOf(groupId, 0), generationId: group.generationId, memberId, groupInstanceId });
  } else if (stepsLeft > 0) cluster.schedule(stepMs, () => commitWhileLeaderAssigns(stage, stepsLeft - 1));
}
