import { describe, expect, it } from 'vitest';
import {
  type ClaimedResult,
  type HandedInExercise,
  type HandIn,
  handInFormat,
  type ShortResult,
} from '../hand-in/hand-in.ts';
import { rollUp } from './roll-up.ts';
import { answerId, type Judged, type Received } from './room-records.ts';

const version = '3f2a1b000000';
const exercises = ['range', 'sticky'].map((slug) => ({
  slug,
  title: slug,
  version,
  rules: ['R1', 'R2', 'R3'].map((id) => ({ id, title: id })),
}));

const short = (states: string, message = 'm'): ShortResult => {
  const rulesThat = (state: string) => [...states].flatMap((each, at) => (each === state ? [`R${at + 1}`] : []));
  return {
    passed: !/[^1]/.test(states),
    rules: states.length,
    passedRules: rulesThat('1'),
    failedRules: rulesThat('0').map((rule) => ({ rule, message })),
  };
};
const claim = (states: string, message?: string): ClaimedResult => ({
  ...short(states, message),
  isCurrent: true,
  at: 1,
});
const answer = (slug: string, states: string, source = 'mine'): HandedInExercise => ({
  slug,
  exerciseVersion: version,
  source,
  result: claim(states),
});

let received = 0;
function from(attendee: string, at: number, ...each: readonly HandedInExercise[]): Received {
  received += 1;
  const [name = '', attendeeId = `${name.toLowerCase()}000`] = attendee.split('/');
  const handIn: HandIn = { format: handInFormat, version: 1, attendeeId, attendee: name, at, exercises: [...each] };
  return { version: 1, handIn, receivedAt: received, from: 'a file' };
}

function judgedAs(slug: string, source: string, states: string): readonly [string, Judged] {
  return [
    answerId(slug, version, source),
    { version: 1, slug, exerciseVersion: version, result: short(states), judgedAt: 1 },
  ];
}

const roomOf = (all: readonly Received[], judged: readonly (readonly [string, Judged])[] = [], merged = {}) =>
  rollUp({ received: all, judged: new Map(judged), merged }, exercises);
const standing = (room: ReturnType<typeof roomOf>, name: string, slug: string) =>
  room.people.find((person) => person.name === name)?.standings.get(slug);

describe('the room at a glance', () => {
  it('has people by name, exercises in the order of the course, and those it does not know last', () => {
    const room = roomOf([
      from('Grace', 1, answer('sticky', '111'), answer('unknown', '1')),
      from('Ada', 1, answer('range', '1')),
    ]);
    expect(room.people.map(({ name }) => name)).toEqual(['Ada', 'Grace']);
    expect(room.columns).toEqual(['range', 'sticky', 'unknown']);
    expect(room.toJudge.map(({ slug }) => slug)).not.toContain('unknown');
  });

  it('says on which rule somebody is stuck: the first of the brief that fails', () => {
    const many = claim('1');
    const unordered = {
      ...many,
      passed: false,
      rules: 12,
      failedRules: ['R10', 'R2'].map((rule) => ({ rule, message: rule })),
    };
    const room = roomOf([from('Ada', 1, { slug: 'range', exerciseVersion: version, result: unordered })]);
    expect(standing(room, 'Ada', 'range')?.stuckOn).toEqual({ rule: 'R2', message: 'R2' });
  });

  it('goes by the latest of several hand-ins, in whatever order they arrive', () => {
    const later = from('Ada', 9, answer('range', '111', 'newer'));
    const earlier = from('Ada', 5, answer('range', '100', 'older'), answer('sticky', '110'));
    for (const all of [
      [later, earlier],
      [earlier, later],
    ]) {
      const room = roomOf(all);
      expect(room.people).toHaveLength(1);
      expect(room.people[0]).toMatchObject({ handInCount: 2, lastAt: 9 });
      expect(standing(room, 'Ada', 'range')).toMatchObject({ source: 'newer', shown: { passed: true } });
      expect(standing(room, 'Ada', 'sticky')).toMatchObject({ source: 'mine', shown: { passed: false } });
    }
  });

  it('goes by progress that came after the last answer, and keeps that answer', () => {
    const progress = { slug: 'range', exerciseVersion: version.slice(0, 6), result: claim('111') };
    const room = roomOf(
      [from('Ada', 1, answer('range', '100')), from('Ada', 2, progress)],
      [judgedAs('range', 'mine', '100')],
    );
    expect(standing(room, 'Ada', 'range')).toMatchObject({
      source: 'mine',
      shown: { passed: true },
      isOtherVersion: false,
    });
    expect(standing(room, 'Ada', 'range')?.difference).toBeUndefined();
  });

  it('asks for the help of those first who have come the least far', () => {
    const room = roomOf([
      from('Passed', 1, answer('range', '111')),
      from('Far', 1, answer('range', '111'), answer('sticky', '110')),
      from('Stuck', 2, answer('range', '100')),
      from('Early', 1, answer('range', '100')),
      from('Unrun', 5, { slug: 'range', exerciseVersion: version, source: '' }),
    ]);
    expect(room.needHelp.map(({ person, standing: { slug } }) => `${person.name} ${slug}`)).toEqual([
      'Unrun range',
      'Early range',
      'Stuck range',
      'Far sticky',
    ]);
  });

  it('counts failures by rule, with their messages', () => {
    const failing = (message: string) => ({ slug: 'range', exerciseVersion: version, result: claim('100', message) });
    const room = roomOf([
      from('Ada', 1, failing('nobody owns orders-4')),
      from('Bob', 1, failing('nobody owns orders-4')),
      from('Cyd', 1, failing('')),
      from('Dee', 1, answer('sticky', '110')),
    ]);
    expect(room.failures.map(({ slug, rule, people }) => [slug, rule, people.length])).toEqual([
      ['range', 'R2', 3],
      ['range', 'R3', 3],
      ['sticky', 'R3', 1],
    ]);
    expect(room.failures[0]?.messages).toEqual([{ message: 'nobody owns orders-4', count: 2 }]);
  });
});

describe('people of one name', () => {
  const two = [from('Ada/aaaaaa', 1, answer('range', '100')), from('ada/bbbbbb', 2, answer('range', '111', 'hers'))];

  it('are kept apart, and known as such', () => {
    expect(roomOf(two).people.map(({ id, namesakes }) => [id, namesakes])).toEqual([
      ['aaaaaa', ['bbbbbb']],
      ['bbbbbb', ['aaaaaa']],
    ]);
  });

  it('are one after they were merged, with all that both handed in', () => {
    const { people } = roomOf(two, [], { aaaaaa: 'bbbbbb' });
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ id: 'bbbbbb', name: 'ada', merged: ['aaaaaa'], handInCount: 2, namesakes: [] });
    expect(people[0]?.standings.get('range')?.source).toBe('hers');
  });

  it('do not hang the room when they are merged in a circle', () => {
    expect(roomOf(two, [], { aaaaaa: 'bbbbbb', bbbbbb: 'aaaaaa' }).people.length).toBeGreaterThan(0);
    expect(roomOf(two, [], JSON.parse('{"__proto__": "aaaaaa"}')).people).toHaveLength(2);
  });
});

describe('an answer that was run here', () => {
  it('counts for more than what was claimed of it, and the difference is told by rule', () => {
    const room = roomOf([from('Ada', 1, answer('range', '111'))], [judgedAs('range', 'mine', '100')]);
    expect(standing(room, 'Ada', 'range')).toMatchObject({
      shown: { passed: false },
      difference: 'Handed in as passed; run here, it is 1 of 3; R2 holds, here fails; R3 holds, here fails.',
    });
    expect(room.toJudge).toEqual([]);
  });

  it('that agrees is told as nothing else', () => {
    const room = roomOf([from('Ada', 1, answer('range', '110'))], [judgedAs('range', 'mine', '110')]);
    expect(standing(room, 'Ada', 'range')?.difference).toBeUndefined();
  });

  it('is not compared with a claim about another answer, or about another version of the exercise', () => {
    const changed = { ...answer('range', '111'), result: { ...claim('111'), isCurrent: false } };
    const old = { ...answer('sticky', '111'), exerciseVersion: 'ffffff000000' };
    const judged = [judgedAs('range', 'mine', '100'), judgedAs('sticky', 'mine', '100')];
    const room = roomOf([from('Ada', 1, changed, old)], judged);
    expect(standing(room, 'Ada', 'range')).toMatchObject({ difference: undefined, shown: { passed: false } });
    expect(standing(room, 'Ada', 'sticky')).toMatchObject({ difference: undefined, isOtherVersion: true });
  });

  it('is run again when it is another, and only then', () => {
    const judged = [judgedAs('range', 'mine', '100')];
    expect(
      roomOf([from('Ada', 1, answer('range', '100')), from('Bob', 1, answer('range', '1'))], judged).toJudge,
    ).toEqual([]);
    expect(roomOf([from('Ada', 1, answer('range', '100', 'new'))], judged).toJudge).toEqual([
      { person: 'Ada', slug: 'range', source: 'new' },
    ]);
  });
});
