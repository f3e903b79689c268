import { sleep } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clusterOfTest, failureIsAbout, noteClusters, notesOfTest, placeNow, restartNotes } from './cluster-notes.ts';

beforeAll(() => noteClusters());
beforeEach(() => restartNotes());

async function lived(forMs: number, name = 'cluster') {
  const cluster = new SimulatedCluster({ name });
  cluster.process('c1').start(() => sleep(5_000));
  await cluster.runFor(forMs);
  return cluster;
}

describe('the notes of a test', () => {
  it('tell its clusters in the order in which they were made', async () => {
    await lived(100, 'first');
    const second = await lived(6_000, 'second');
    const { clusters, clustersDropped } = notesOfTest();
    expect(clusters).toMatchObject([
      { number: 1, name: 'first', endMs: 100 },
      { number: 2, name: 'second', endMs: 6_000, eventCount: second.trace.length },
    ]);
    expect(clustersDropped).toBe(0);
    expect(clusterOfTest(2)).toBe(second);
  });

  it('take the end of the cluster that was let run last for what a failure is about', async () => {
    const first = await lived(100);
    await lived(6_000);
    await first.runFor(50);
    expect(notesOfTest().moment).toEqual({ cluster: 1, atMs: 150, eventIndex: first.trace.length });
  });

  it('take what a check has named instead, with the events up to then', async () => {
    const first = await lived(6_000);
    await lived(100);
    const stopped = first.trace.findIndex(({ kind }) => kind === 'process.stopped');
    failureIsAbout(first, 5_000);
    expect(notesOfTest().moment).toEqual({ cluster: 1, atMs: 5_000, eventIndex: stopped + 1 });
    failureIsAbout(first, 4_999);
    expect(notesOfTest().moment?.eventIndex).toBe(stopped);
  });

  it('take in a cluster of an earlier test that a check has named, without holding it for whoever wants to see it', async () => {
    const earlier = await lived(6_000, 'earlier');
    restartNotes();
    failureIsAbout(earlier, 5_000);
    expect(notesOfTest()).toMatchObject({ clusters: [{ number: 1, name: 'earlier' }], moment: { atMs: 5_000 } });
    expect(clusterOfTest(1)).toBeUndefined();
  });

  it('are the same for the same run, and differ for another', async () => {
    await lived(6_000);
    const [once] = notesOfTest().clusters;
    restartNotes();
    await lived(6_000);
    expect(notesOfTest().clusters).toEqual([once]);
    restartNotes();
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(() => sleep(4_999));
    await cluster.runFor(6_000);
    const [other] = notesOfTest().clusters;
    expect(other?.eventCount).toBe(once?.eventCount);
    expect(other?.digest).not.toBe(once?.digest);
  });

  it('forget what was before, and are empty for a test without a cluster', async () => {
    await lived(100);
    restartNotes();
    expect(notesOfTest()).toEqual({ clusters: [], clustersDropped: 0, moment: undefined });
  });

  it('hold few of very many clusters, among them the one that is wanted', async () => {
    restartNotes(3);
    for (let made = 0; made < 100; made += 1) await lived(made);
    const { clusters, clustersDropped, moment } = notesOfTest();
    expect(clusters.map(({ number }) => number)).toEqual(Array.from({ length: 32 }, (_, at) => 69 + at));
    expect(clusters[0]).toMatchObject({ number: 69, endMs: 68 });
    expect(clustersDropped).toBe(68);
    expect(moment?.cluster).toBe(100);
    expect(clusterOfTest(3)?.now).toBe(2);
    expect(clusterOfTest(69)).toBeUndefined();
  });
});

describe('the place of running code', () => {
  it('is its process, its cluster, and the time', async () => {
    await lived(10);
    const cluster = new SimulatedCluster();
    let seen: ReturnType<typeof placeNow>;
    cluster.process('c7').start(async () => {
      await sleep(30);
      seen = placeNow();
    });
    await cluster.runFor(100);
    expect(seen).toMatchObject({ cluster: 2, process: 'c7', atMs: 30 });
    expect(seen?.eventIndex).toBeLessThan(cluster.trace.length);
    expect(placeNow()).toBeUndefined();
  });
});
