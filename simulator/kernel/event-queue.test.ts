import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventClass, EventQueue } from './event-queue.ts';

const classes: readonly EventClass[] = ['timer', 'delivery', 'application'];

describe('EventQueue', () => {
  it('gives events by time, then timers before deliveries before application code, then as they were scheduled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ atMs: fc.nat(20), rank: fc.nat(2), isCancelled: fc.boolean() }), { maxLength: 3000 }),
        (plan) => {
          const queue = new EventQueue();
          const ran: number[] = [];
          const events = plan.map(({ atMs, rank }, number) =>
            queue.schedule(atMs, classes[rank] ?? 'timer', () => ran.push(number)),
          );
          for (const [number, event] of events.entries()) if (plan[number]?.isCancelled) event.cancel();
          const expected = [...plan.entries()]
            .filter(([, { isCancelled }]) => !isCancelled)
            .sort(([a, one], [b, other]) => one.atMs - other.atMs || one.rank - other.rank || a - b)
            .map(([number]) => number);
          expect(queue.pendingCount).toBe(expected.length);
          for (let next = queue.take(); next !== undefined; next = queue.take()) next.run();
          expect(ran).toEqual(expected);
          expect(queue.pendingCount).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('forgets a cancelled event, however often it is cancelled, and does not count it', () => {
    const queue = new EventQueue();
    const event = queue.schedule(5, 'timer', () => {
      throw new Error('A cancelled event ran.');
    });
    event.cancel();
    event.cancel();
    expect(queue.pendingCount).toBe(0);
    expect(queue.take()).toBeUndefined();
  });

  it('takes no harm from cancelling an event that has run', () => {
    const queue = new EventQueue();
    const event = queue.schedule(5, 'timer', () => {});
    queue.take()?.run();
    event.cancel();
    expect(queue.pendingCount).toBe(0);
  });
});
