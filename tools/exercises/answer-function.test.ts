import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { answerFunction } from './answer-function.ts';

type Make = (modules: Record<string, unknown>) => Promise<Record<string, unknown>>;

function make(source: string): Make {
  const { code, columnsBefore } = answerFunction('/answer.ts', source);
  return runInThisContext(code, { filename: '/answer.ts', columnOffset: -columnsBefore }) as Make;
}

describe('an answer as a function', () => {
  it('exports what the module exports, in whatever way it says so', async () => {
    const exports = await make(`
      export const first = 1, { second } = { second: 2 };
      export async function third() { return 3; }
      export class Fourth {}
      let counter = 4;
      export function count() { counter += 1; }
      export { counter as fifth };
      export default { sixth: 6 };
      export const seventh = 7;
      export interface Nothing { of: string }
    `)({});
    expect(Object.keys(exports)).toEqual([
      'first',
      'second',
      'third',
      'Fourth',
      'count',
      'fifth',
      'default',
      'seventh',
    ]);
    expect([exports.first, exports.second, exports.fifth, exports.default]).toEqual([1, 2, 4, { sixth: 6 }]);
    (exports.count as () => void)();
    expect(exports.fifth).toBe(5);
  });

  it('exports a default that has a name', async () => {
    expect((await make('export default function run() {}')({})).default).toHaveProperty('name', 'run');
  });

  it('shares nothing with an earlier evaluation', async () => {
    const once = make('let calls = 0; export const call = (): number => ++calls;');
    const [one, two] = [await once({}), await once({})] as { call(): number }[];
    expect([one?.call(), one?.call(), two?.call()]).toEqual([1, 2, 1]);
  });

  it('takes its imports from what it is handed, and leaves types out', async () => {
    const source = `
      import { sleep as pause, topicPartition } from 'kafka';
      import * as kafka from 'kafka';
      import type { Table } from 'testkit';
      export const seen = (_: Table) => [pause, topicPartition, kafka];
    `;
    const kafka = { sleep: 'sleep', topicPartition: 'topicPartition' };
    const { seen } = (await make(source)({ kafka })) as { seen(): unknown };
    expect(seen()).toEqual(['sleep', 'topicPartition', kafka]);
    expect(answerFunction('/answer.ts', source)).toMatchObject({ imports: ['kafka'], exports: ['seen'] });
  });

  it('is strict, may await at its top, and rejects with what it throws', async () => {
    await expect(make('export const x = await Promise.resolve(1); undeclared = 1;')({})).rejects.toThrow('undeclared');
  });

  it('keeps lines and columns', async () => {
    const source = `import {
  sleep,
} from 'kafka'; export function first(): void { throw new Error(sleep); }
export function second(): void { throw new Error(sleep); }
`;
    const exports = (await make(source)({ kafka: { sleep: 'no' } })) as Record<string, () => void>;
    const positionOf = (call: (() => void) | undefined) => {
      try {
        call?.();
      } catch (error) {
        return /answer\.ts:(\d+:\d+)/.exec(String(error instanceof Error && error.stack))?.[1];
      }
    };
    expect([positionOf(exports.first), positionOf(exports.second)]).toEqual(['3:55', '4:40']);
  });

  it('keeps the columns of the first line', async () => {
    await expect(make('  throw new Error("no");')({})).rejects.toHaveProperty(
      'stack',
      expect.stringContaining('answer.ts:1:9'),
    );
  });
});
