import { sleep } from 'kafka';
import { SimulatedCluster } from 'simulator';
import { describe, expect, it } from 'vitest';
import { expectWithin } from './expect-within.ts';

const messageOf = (run: Promise<void>) =>
  run.then(
    () => 'it came',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('what an answer has to get done in time', () => {
  it('is there: time stops at that instant', async () => {
    const cluster = new SimulatedCluster();
    const c1 = cluster.process('c1');
    c1.start(() => sleep(1200));
    await expectWithin(cluster, 'c1 has stopped', () => c1.state === 'stopped', { withinMs: 5000 });
    expect(cluster.now).toBe(1200);
  });

  it('fails the test when it does not come, with what everybody waits for', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(() => sleep(9000));
    const message = await messageOf(expectWithin(cluster, 'all is handled', () => false, { withinMs: 5000 }));
    expect(message).toMatch(/^AssertionError: fails the test.*\. The run ended at 5000 ms before all is handled/);
    expect(message).toContain('c1 is running and waits for\n  sleep(9000), since 0 ms');
  });

  it('fails it by the error that ended a process, unless that may be', async () => {
    const cluster = new SimulatedCluster();
    cluster.process('c1').start(() => Promise.reject(new TypeError('records is not iterable')));
    const run = () => messageOf(expectWithin(cluster, 'all is handled', () => false, { withinMs: 5000 }));
    expect(await run()).toMatch(
      /^AssertionError: Process c1 was ended at 0 ms by an error that nothing caught: TypeError/,
    );
    const allowed = expectWithin(cluster, 'all is handled', () => false, { withinMs: 5000, allowed: ['c1'] });
    expect(await messageOf(allowed)).toContain('before all is handled');
  });
});
