import { describe, expect, it } from 'vitest';
import type { ConsumerRecord } from '../../client/records.ts';
import type { Routine } from '../../kernel/routine.ts';
import { Worker } from './worker.ts';

const record = (offset: number): ConsumerRecord => ({
  topic: 'orders',
  partition: 0,
  offset,
  timestamp: 0,
  key: null,
  value: null,
});

describe('a worker beside the poll loop', () => {
  it('handles nothing more after a failure, and keeps it for whoever looks next', () => {
    const handled: number[] = [];
    const worker = new Worker({
      *handle({ offset }): Routine<void> {
        if (offset === 1) throw new Error('no');
        yield (goOn) => goOn();
      },
      handled: ({ offset }) => handled.push(offset),
      failed: () => {},
    });
    worker.add([record(0), record(1), record(2)]);
    worker.add([record(3)]);
    expect(handled).toEqual([0]);
    expect(worker.failure).toEqual({ error: new Error('no') });
  });
});
