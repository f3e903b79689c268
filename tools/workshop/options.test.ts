import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OptionError, readOptions } from './options.ts';

const read = (...args: readonly string[]) => readOptions(args, { folder: '/rooms', today: new Date(2026, 2, 9) });

describe('the options of the workshop', () => {
  it('are a port, all addresses and a file that is named by the day, unless given', () => {
    expect(read()).toEqual({ port: 8080, host: undefined, file: resolve('/rooms/hand-ins-2026-03-09.jsonl') });
  });

  it('are what is given', () => {
    const file = resolve('/rooms/monday/a.jsonl');
    expect(read('--port', '0', '--host=10.0.0.5', '--file', 'monday/a.jsonl')).toEqual({
      port: 0,
      host: '10.0.0.5',
      file,
    });
    expect(read('--help')).toBe('help');
  });

  it.each([
    [['--port', '65536'], '--port 65536 is no port'],
    [['--port', 'http'], '--port http is no port'],
    [['--port=-1'], '--port -1 is no port'],
    [['--file='], '--file is empty'],
    [['--host='], '--host is empty'],
    [['--prot', '80'], /--prot'.*npm run workshop/s],
    [['monday'], /monday/],
  ])('are refused in words: %s', (args, words) => {
    expect(() => read(...args)).toThrow(OptionError);
    expect(() => read(...args)).toThrow(words);
  });
});
