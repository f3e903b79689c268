import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../protocol/error-code.ts';
import { ShardLog } from './shard-log.ts';

/** A log whose writes are answered by hand, in any order. */
function slowLog() {
  const answers: ((error: ErrorCode) => void)[] = [];
  const heard: string[] = [];
  const log = new ShardLog((_, onStored) => answers.push(onStored));
  return {
    log,
    heard,
    write: (name: string) => log.append([], (error) => heard.push(`${name} ${error}`)),
    read: (name: string) => log.afterWrites((error) => heard.push(`${name} ${error}`)),
    answer: (at: number, error: ErrorCode = 'NONE') => answers[at]?.(error),
  };
}

describe('ShardLog', () => {
  it('lets a read go at once when nothing is being written', () => {
    const { read, heard } = slowLog();
    read('read');
    expect(heard).toEqual(['read NONE']);
  });

  it('makes a read wait for every write before it, and for none after it', () => {
    const { write, read, answer, heard } = slowLog();
    write('first');
    write('second');
    read('read');
    write('third');
    answer(1);
    expect(heard).toEqual(['second NONE']);
    answer(0);
    expect(heard).toEqual(['second NONE', 'first NONE', 'read NONE']);
    answer(2);
    expect(heard.at(-1)).toBe('third NONE');
  });

  it.each([
    ['REQUEST_TIMED_OUT', 'COORDINATOR_NOT_AVAILABLE'],
    ['NOT_LEADER_OR_FOLLOWER', 'NOT_COORDINATOR'],
    ['UNKNOWN_SERVER_ERROR', 'UNKNOWN_SERVER_ERROR'],
  ] as const)('tells of %s as members are told: %s', (error, told) => {
    const { write, answer, heard } = slowLog();
    write('write');
    answer(0, error);
    expect(heard).toEqual([`write ${told}`]);
  });

  it('tells all that wait when it is closed, and hears its log no more', () => {
    const { log, write, read, answer, heard } = slowLog();
    write('write');
    read('read');
    log.close();
    answer(0);
    expect(heard).toEqual(['write NOT_COORDINATOR', 'read NOT_COORDINATOR']);
  });
});
