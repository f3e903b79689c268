import { SimulatedCluster } from 'simulator';
import { expect, it } from 'vitest';
import { noteClusters, notesOfTest, restartNotes } from './cluster-notes.ts';
import { expectNoProblem } from './expect-no-problem.ts';

it('a problem fails the test, after the name of its case', () => {
  expect(() => expectNoProblem('orders-0 at 3 was skipped.')).toThrow(
    expect.objectContaining({
      name: 'AssertionError',
      message: 'a problem fails the test, after the name of its case. orders-0 at 3 was skipped.',
    }),
  );
});

it('a problem of a run says where in the run it shows', async () => {
  noteClusters();
  restartNotes();
  const cluster = new SimulatedCluster();
  await cluster.runFor(100);
  expect(() => expectNoProblem({ says: 'It was skipped.', cluster, atMs: 30 })).toThrow('shows. It was skipped.');
  expect(notesOfTest().moment).toMatchObject({ cluster: 1, atMs: 30 });
});

it('no problem, no failure', () => {
  expect(() => expectNoProblem(undefined)).not.toThrow();
});
