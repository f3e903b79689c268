// The rules of brief.md, in its order, on a simulated group. Times are virtual.
import { freshAnswer } from 'testkit';
import { it } from 'vitest';
import type { configFor, stop } from './answer';
import { type Answer, Deploy } from './deploy';

const answer: Answer = () => freshAnswer<{ configFor: typeof configFor; stop: typeof stop }>();
const pods = ['pod-0', 'pod-1', 'pod-2', 'pod-3', 'pod-4'];

it('R1: one member of two is restarted', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(['pod-0', 'pod-1']);
  const since = deploy.cluster.now;
  await deploy.restart('pod-1', 'stop');
  deploy.expectNoRebalance(since);
});

it('R1: a member is killed, and is back after 20 s', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(['pod-0', 'pod-1']);
  const since = deploy.cluster.now;
  await deploy.restart('pod-0', 'crash');
  deploy.expectNoRebalance(since);
});

it('R1: five members are restarted in turn, at ten seeded moments between two heartbeats', async () => {
  for (const how of ['stop', 'crash'] as const) {
    const deploy = new Deploy(answer, { seed: how === 'stop' ? 1 : 2 });
    await deploy.startAll(pods);
    const since = deploy.cluster.now;
    for (const pod of pods) {
      await deploy.cluster.runFor(deploy.cluster.random('moment').integer(0, 3000));
      await deploy.restart(pod, how);
    }
    deploy.expectNoRebalance(since);
  }
});

it('R2: names that differ in one part alone are different places', async () => {
  const names = ['blue-1', 'blue-2', 'green-1', 'green-2', 'green-12'];
  const deploy = new Deploy(answer);
  await deploy.startAll(names);
  deploy.expectAllOwned();
});

it('R2: one member has its partitions again', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  const before = deploy.owned()['pod-0'] ?? '';
  await deploy.restart('pod-0', 'stop');
  deploy.expectOwned('pod-0', before);
});

it('R2: after a roll everybody has what it had', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  const before = deploy.owned();
  for (const pod of pods) await deploy.restart(pod, 'stop');
  for (const pod of pods) deploy.expectOwned(pod, before[pod] ?? '');
  deploy.expectAllOwned();
});

it('R3: stopped while it has nothing to do', async () => {
  const deploy = new Deploy(answer, { partitions: 1 });
  deploy.produce(20);
  await deploy.startAll(['pod-0']);
  await deploy.restart('pod-0', 'stop');
  deploy.expectHandledOnce();
});

it('R3: stopped with seven records handled and not committed', async () => {
  const deploy = new Deploy(answer, { partitions: 1 });
  deploy.produce(7);
  await deploy.startAll(['pod-0']);
  await deploy.restart('pod-0', 'stop');
  deploy.expectHandledOnce();
});

it('R3: stopped at each fifth millisecond of four batches', async () => {
  for (let ms = 0; ms <= 50; ms += 5) {
    const deploy = new Deploy(answer, { partitions: 2 });
    await deploy.startAll(['pod-0']);
    deploy.produce(25);
    await deploy.cluster.runFor(ms);
    await deploy.restart('pod-0', 'stop');
    deploy.expectHandledOnce();
  }
});

it('R3: the consumer is closed', async () => {
  const deploy = new Deploy(answer, { partitions: 1 });
  await deploy.startAll(['pod-0']);
  await deploy.restart('pod-0', 'stop');
  deploy.expectClosed('pod-0');
});

it('R4: the first member is stopped and stays away', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  await deploy.loseForGood('pod-0', 'stop');
  deploy.expectAllOwned();
});

it('R4: the leader crashes and stays away', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  await deploy.loseForGood(deploy.leader(), 'crash');
  deploy.expectAllOwned();
});

it('R4: the last member crashes and stays away', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  await deploy.loseForGood('pod-4', 'crash');
  deploy.expectAllOwned();
});

it('R4: any of them is gone, at four seeded moments between two heartbeats', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const deploy = new Deploy(answer, { seed });
    await deploy.startAll(pods);
    const { cluster } = deploy;
    await cluster.runFor(cluster.random('moment').integer(0, 3000));
    await deploy.loseForGood(cluster.random('who').pick(pods), seed % 2 === 0 ? 'stop' : 'crash');
    deploy.expectAllOwned();
  }
});

it('R5: a second pod-0 is started', async () => {
  const deploy = new Deploy(answer);
  await deploy.startAll(pods);
  await deploy.startSecond('pod-0');
});

it('R5: a second one of any of them, at four seeded moments between two heartbeats', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const deploy = new Deploy(answer, { seed });
    await deploy.startAll(pods);
    const { cluster } = deploy;
    await cluster.runFor(cluster.random('moment').integer(0, 3000));
    await deploy.startSecond(cluster.random('who').pick(pods));
  }
});
