import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sampleHandIn } from '../hand-in/sample-hand-in.ts';
import { followLive, type LiveState } from './live-feed.ts';

let asked: string[];
let states: LiveState[];
let arrived: string[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  states = [];
  arrived = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** @param answers one for each question, in turn; after the last, the server is gone */
function follow(answers: readonly { readonly status?: number; readonly body: unknown }[]): void {
  const rest = [...answers];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    const next = rest.shift();
    if (next === undefined) return Promise.reject(new TypeError('gone'));
    return Promise.resolve(Response.json(next.body, { status: next.status ?? 200 }));
  });
  followLive({
    root: '../../',
    key: 'k',
    onState: (state) => states.push(state),
    onArrived: (handIns, problems) => {
      arrived.push(...handIns.map(({ attendee }) => attendee), ...problems);
      return Promise.resolve();
    },
  });
}

const numbered = (number: number, handIn: unknown = sampleHandIn) => ({ number, handIn });

it('asks at once for what is left, then every two seconds for what came after', async () => {
  follow([
    { body: { arrived: [numbered(1), numbered(2)], more: true } },
    { body: { arrived: [numbered(3)], more: false } },
    { body: { arrived: [], more: false } },
  ]);
  await vi.advanceTimersByTimeAsync(1900);
  expect(asked).toEqual(['../../workshop/hand-ins?after=0', '../../workshop/hand-ins?after=2']);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.at(-1)).toBe('../../workshop/hand-ins?after=3');
  expect(states.at(-1)).toEqual({ kind: 'on', count: 3 });
  expect(arrived).toHaveLength(3);
});

it('tells of a hand-in that it cannot read, and takes the others', async () => {
  follow([{ body: { arrived: [numbered(1, { a: 1 }), numbered(2)], more: false } }]);
  await vi.advanceTimersByTimeAsync(100);
  expect(arrived).toEqual(['Ada Lovelace', expect.stringMatching(/^Hand-in 1 of the server: This is no hand-in/)]);
});

it('goes on where it was when the server comes back', async () => {
  follow([{ body: { arrived: [numbered(1)], more: false } }]);
  await vi.advanceTimersByTimeAsync(4100);
  expect(states.at(-1)).toMatchObject({ kind: 'trouble', why: expect.stringContaining('does not answer') });
  expect(asked).toEqual([0, 1, 1].map((after) => `../../workshop/hand-ins?after=${after}`));
});

it('asks no more with a key that is wrong', async () => {
  follow([{ status: 403, body: { problem: 'no' } }]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(states).toEqual([{ kind: 'trouble', why: expect.stringContaining('Open the address that it printed') }]);
  expect(asked).toHaveLength(1);
});
