import { Admin, sleep } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { expectProcessesWell } from './expect-processes.ts';

describe('the processes of a cluster', () => {
  it('are well while they run, wait for the simulator, or have stopped', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('new');
    cluster.process('stopped').start(() => {});
    cluster.process('waits').start(() => sleep(1_000_000));
    cluster.process('crashed').start(() => sleep(1_000_000));
    await cluster.runFor(100);
    cluster.process('crashed').crash();
    expect(() => expectProcessesWell(cluster)).not.toThrow();
  });

  it('are not when an error left one: when, what it was, and what it was waiting for', async () => {
    const cluster = new SimulatedCluster();
    const mistake = new TypeError('records is not iterable.');
    cluster.process('c1').start(async () => {
      void sleep(5000);
      await sleep(1200);
      throw mistake;
    });
    await cluster.runFor(2000);
    expect(() => expectProcessesWell(cluster)).toThrow(
      expect.objectContaining({
        name: 'AssertionError',
        message: expect.stringContaining(
          'Process c1 was ended at 1,200 ms by an error that nothing caught: TypeError: records is not iterable. ' +
            'It was waiting for sleep(5000) since 0 ms.',
        ),
        cause: mistake,
      }),
    );
    expect(() => expectProcessesWell(cluster, { allowed: ['c1'] })).not.toThrow();
  });

  it('are not when an error left one that was waiting for nothing', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(() => {
      throw new TypeError('records is not iterable.');
    });
    await cluster.runFor(10);
    expect(() => expectProcessesWell(cluster)).toThrow(/TypeError: records is not iterable\. are not when/);
  });

  it('are not when one returned before its client was done', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(async () => {
      await sleep(100);
      void sleep(5000);
      void new Admin().listTopics();
    });
    await cluster.runFor(10_000);
    expect(() => expectProcessesWell(cluster)).toThrow(
      'The function of process c1 returned while Admin.listTopics(), called at 100 ms, was pending: it came to no end. Was an await forgotten?',
    );
  });

  it('are not when one waits for a promise that nothing settles', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(async () => {
      await sleep(7);
      await new Promise(() => {});
    });
    await cluster.runFor(10);
    expect(() => expectProcessesWell(cluster)).toThrow(
      /^Process c1 waits for a promise that nothing will settle\. The last call that came back to it was sleep\(7\), at 7 ms \(.*expect-processes\.test\.ts:\d+/,
    );
  });
});
