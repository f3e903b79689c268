import { describe, expect, it } from 'vitest';
import { bannedCalls } from './banned-calls.ts';
import { inWords } from './repository-file.ts';

const found = (text: string, path = 'simulator/kernel/clock.ts') => inWords(bannedCalls([{ path, text }]));

describe('calls that the simulator may not make', () => {
  it.each([
    'const x = Math.random();',
    'const now = Date.now();',
    'const now = new Date();',
    'performance.now();',
    'setTimeout(() => {}, 5);',
    'globalThis.x = setImmediate;',
    'const { now } = Date;',
    'const clock = Date as unknown;',
  ])('are found: %s', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  it.each([
    'const x = Math.floor(1.5);',
    'clock.setTimeout(5);',
    'const record = { Date: 1, performance: 2 };',
    'type When = Date;',
    'interface Host { setTimeout(): void }',
    '// Math.random() is not for us.',
    'const text = "Date";',
  ])('are not seen in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('are told with their line and what takes their place', () => {
    expect(found('\n\nMath.random();')).toEqual([
      'simulator/kernel/clock.ts:3: uses Math.random. Draw from a seeded stream of simulator/kernel.',
    ]);
  });

  it('are nobody’s business outside the simulator and in its tests', () => {
    expect(found('Date.now();', 'tools/bench/main.ts')).toEqual([]);
    expect(found('Date.now();', 'simulator/kernel/clock.test.ts')).toEqual([]);
  });
});
