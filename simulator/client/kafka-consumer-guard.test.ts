import { describe, expect, it } from 'vitest';
import { Future } from '../kernel/future.ts';
import { type Routine, start, waitFor } from '../kernel/routine.ts';
import { ConcurrentModificationException } from './errors.ts';
import { ConsumerGuard } from './kafka-consumer-guard.ts';

function setUp() {
  const guard = new ConsumerGuard();
  const pending = (what: string, until: Future<void>) => start(guard.whilePending(what, () => waitFor(until)));
  const isRefused = (what: string): boolean => {
    try {
      guard.during(what, () => {});
      return false;
    } catch (error) {
      return error instanceof ConcurrentModificationException;
    }
  };
  return { guard, pending, isRefused };
}

describe('calls into a consumer', () => {
  it('are refused while one is pending, by its name', () => {
    const { guard, pending, isRefused } = setUp();
    const over = new Future<void>();
    pending('poll(1000)', over);
    expect(() => guard.during('commitSync()', () => {})).toThrow(
      'commitSync() was called while poll(1000) is pending. A consumer takes one call at a time; only wakeup() may be called at any time. ' +
        'Await poll(1000) first: did you forget an await? What ends beside the loop, such as a worker, leaves its calls to the loop.',
    );
    over.succeed();
    expect(isRefused('commitSync()')).toBe(false);
  });

  it('are possible again after one that failed', () => {
    const { pending, isRefused } = setUp();
    const over = new Future<void>();
    pending('poll(1000)', over);
    over.fail(new Error('woken'));
    expect(isRefused('poll(0)')).toBe(false);
  });

  it('are possible inside a callback, one at a time', () => {
    const { guard, pending, isRefused } = setUp();
    const callbackOver = new Future<void>();
    const nestedOver = new Future<void>();
    start(guard.whilePending('poll(0)', () => guard.callback('onPartitionsRevoked', () => waitFor(callbackOver))));
    pending('commitSync()', nestedOver);
    expect(isRefused('position()')).toBe(true);
    nestedOver.succeed();
    expect(isRefused('position()')).toBe(false);
    callbackOver.succeed();
    expect(isRefused('position()')).toBe(false);
  });

  it('are refused again once the callback is over', () => {
    const { guard, isRefused } = setUp();
    const pollOver = new Future<void>();
    function* poll(): Routine<void> {
      yield* guard.callback('onPartitionsAssigned', () => waitFor(Future.of(undefined)));
      yield* waitFor(pollOver);
    }
    start(guard.whilePending('poll(0)', poll));
    expect(isRefused('assignment()')).toBe(true);
    pollOver.succeed();
  });

  it('that a callback does not await are an error of the callback', () => {
    const { guard, pending } = setUp();
    const callbackOver = new Future<void>();
    const poll = start(
      guard.whilePending('poll(0)', () => guard.callback('onPartitionsRevoked', () => waitFor(callbackOver))),
    );
    pending('commitSync()', new Future<void>());
    callbackOver.succeed();
    expect(poll.outcome).toMatchObject({
      error: new ConcurrentModificationException(
        'onPartitionsRevoked came back while commitSync(), which it called, is pending. Await it: did you forget an await?',
      ),
    });
  });

  it('are refused deep inside of callbacks that call each other without an end', () => {
    const { guard } = setUp();
    let polls = 0;
    function* poll(): Routine<void> {
      polls += 1;
      yield* guard.callback('onPartitionsAssigned', () => guard.whilePending('poll(0)', poll));
    }
    const outcome = start(guard.whilePending('poll(500)', poll)).outcome;
    expect(outcome).toMatchObject({
      error: { name: 'IllegalStateException', message: expect.stringContaining('Do not poll in a listener') },
    });
    expect(polls).toBeLessThan(100);
  }, 1000);

  it('are possible in a callback whose call has ended, as that of commitAsync', () => {
    const { guard, pending, isRefused } = setUp();
    const callbackOver = new Future<void>();
    guard.during('commitAsync()', () => {
      start(guard.callback('the callback', () => waitFor(callbackOver)));
    });
    pending('poll(100)', new Future<void>());
    expect(isRefused('position()')).toBe(false);
    callbackOver.succeed();
    expect(isRefused('position()')).toBe(true);
  });
});
