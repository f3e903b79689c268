import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../storage/memory-store.ts';
import { put } from '../../storage/store.ts';
import { sampleHandIn } from '../hand-in/sample-hand-in.ts';
import type { Judge } from './judge-queue.ts';
import { Room } from './room.ts';

const exercises = [
  { slug: 'range-assignor', title: 'Range', version: '3f2a1b000000', rules: [{ id: 'R1', title: 'One' }] },
  { slug: 'partitions-lost', title: 'Lost', version: '00aa11bb22cc', rules: [{ id: 'R1', title: 'One' }] },
];
const result = { passed: true, rules: 1, passedRules: ['R1'], failedRules: [] };
const judge: Judge = { judge: () => Promise.resolve(result), cancel: () => {}, rest: () => {} };

async function open(store = new MemoryStore()): Promise<Room> {
  const room = new Room({ store, exercises, judge, now: () => 5 });
  await room.load();
  return room;
}
const file = (name: string, value: unknown) => ({ name, text: () => Promise.resolve(JSON.stringify(value)) });
const names = (room: Room) => room.rollUp.value.people.map(({ name }) => name);
const other = { ...sampleHandIn, attendeeId: 'zzzzzz', attendee: 'Grace' };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the room', () => {
  it('takes in what can be read, tells the rest, and has it after a reload', async () => {
    const store = new MemoryStore();
    const room = await open(store);
    await room.takeIn([file('ada.json', sampleHandIn), file('bad.json', { a: 1 }), file('grace.json', other)]);
    expect(room.told.value.lines).toEqual(['Took in 2 hand-ins.']);
    expect(room.told.value.problems).toEqual([expect.stringMatching(/^bad\.json: This is no hand-in/)]);
    expect(names(await open(store))).toEqual(['Ada Lovelace', 'Grace']);
  });

  it('takes the same hand-in once, and keeps every other of the same person', async () => {
    const store = new MemoryStore();
    const room = await open(store);
    await room.takeIn([file('a.json', sampleHandIn), file('again.json', sampleHandIn)]);
    expect(room.told.value.lines).toEqual(['Took in 1 hand-in. 1 was here already.']);
    await room.takeIn([file('later.json', { ...sampleHandIn, at: sampleHandIn.at + 1 })]);
    expect(room.rollUp.value.people.map(({ handInCount }) => handInCount)).toEqual([2]);
    expect(await store.keys('room/hand-in/')).toHaveLength(2);
  });

  it('takes what comes live and what is dropped at the same time, and tells what the server has that cannot be read', async () => {
    const room = await open();
    await Promise.all([
      room.takeIn([file('a.json', sampleHandIn)]),
      room.takeLive([other], ['Hand-in 2 of the server: It is damaged.']),
      room.takeLive([{ ...other, attendeeId: 'yyyyyy', attendee: 'Mary' }], []),
    ]);
    expect([...names(room)].sort()).toEqual(['Ada Lovelace', 'Grace', 'Mary']);
    expect(room.told.value.problems).toEqual(['Hand-in 2 of the server: It is damaged.']);
  });

  it('says which exercises this site does not have', async () => {
    const room = await open();
    await room.takeIn([file('a.json', { ...sampleHandIn, exercises: [{ slug: 'other', exerciseVersion: 'abcdef' }] })]);
    expect(room.told.value.lines).toEqual(['Took in 1 hand-in. This site has no exercise "other".']);
  });

  it('says of a file that the browser cannot read why', async () => {
    const room = await open();
    await room.takeIn([{ name: 'gone.json', text: () => Promise.reject(new Error('It is gone.')) }]);
    expect(room.told.value.problems).toEqual(['gone.json: It is gone.']);
  });

  it('keeps what came of running answers, and runs arrivals once that is wished for', async () => {
    const store = new MemoryStore();
    const room = await open(store);
    await room.takeIn([file('a.json', sampleHandIn)]);
    expect(room.rollUp.value.toJudge).toHaveLength(2);
    room.judgeAll();
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(room.rollUp.value.toJudge).toEqual([]);
    expect(room.judging.value).toEqual({ kind: 'resting' });
    expect((await open(store)).rollUp.value.toJudge).toEqual([]);
    room.isJudgingArrivals.value = true;
    const exercises = [{ slug: 'range-assignor', exerciseVersion: '3f2a1b', source: 'new' }];
    await room.takeIn([file('b.json', { ...other, exercises })]);
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(room.rollUp.value.toJudge).toEqual([]);
  });

  it('remembers who was merged, and that it was taken back', async () => {
    const store = new MemoryStore();
    const room = await open(store);
    await room.takeIn([file('a.json', sampleHandIn), file('b.json', { ...other, attendee: 'Ada Lovelace' })]);
    await room.merge('zzzzzz', sampleHandIn.attendeeId);
    expect(names(await open(store))).toEqual(['Ada Lovelace']);
    await room.split(['zzzzzz']);
    expect(names(await open(store))).toEqual(['Ada Lovelace', 'Ada Lovelace']);
  });

  it('can be cleared, and leaves alone what is not its own', async () => {
    const store = new MemoryStore();
    await put(store, 'draft/a', 'mine');
    const room = await open(store);
    await room.takeIn([file('a.json', sampleHandIn)]);
    await room.clear();
    expect(names(room)).toEqual([]);
    expect(await store.keys('')).toEqual(['draft/a']);
  });

  it('leaves a record of another version where it is, and says so', async () => {
    const store = new MemoryStore();
    await put(store, 'room/hand-in/x', { version: 99 });
    const room = await open(store);
    expect(room.told.value.problems).toEqual([expect.stringContaining('"room/hand-in/x", cannot be read')]);
    expect(await store.get('room/hand-in/x')).toEqual({ version: 99 });
  });

  it('goes on without storage, and says that nothing is kept', async () => {
    const store = new MemoryStore();
    const room = await open(store);
    store.fault = new Error('disk gone');
    await room.takeIn([file('a.json', sampleHandIn)]);
    expect(names(room)).toEqual(['Ada Lovelace']);
    expect(room.told.value.problems).toEqual([expect.stringContaining('"disk gone"')]);
    await room.clear();
    expect(names(room)).toEqual(['Ada Lovelace']);
  });
});
