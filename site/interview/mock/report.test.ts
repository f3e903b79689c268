import { expect, it } from 'vitest';
import type { MockInterview } from '../../storage/mock-interview.ts';
import { reportOf } from './report.ts';

const names = {
  deck: {
    topics: [
      { title: 'Groups', lessons: [{ slug: 'groups', title: 'Consumer groups', short: 'Groups' }] },
      { title: 'Staying', lessons: [{ slug: 'failures', title: 'Failures', short: 'Failures' }] },
    ],
    talks: [
      { id: 'talk/failures/who', lesson: 'failures', question: 'Who notices?', difficulty: 'mid' as const },
      { id: 'talk/groups/what', lesson: 'groups', question: 'What is it?', difficulty: 'mid' as const },
    ],
    checks: [],
    computed: [],
    bugs: [],
  },
  families: [{ id: 'cut', title: 'Who is cut off', lesson: 'failures' }],
  exercises: new Map([['poll-loop', { title: 'Write the poll loop', lesson: 'groups' }]]),
};

const mock = (more: Partial<MockInterview>): MockInterview => ({
  version: 1,
  id: 'one',
  minutes: 30,
  startedAt: 1,
  steps: [
    { kind: 'talk', card: 'talk/failures/who' },
    { kind: 'talk', card: 'talk/groups/what' },
    { kind: 'computed', family: 'cut', seed: 1, isTwist: false },
    { kind: 'computed', family: 'cut', seed: 1, isTwist: true },
    { kind: 'coding', slug: 'poll-loop', chance: 'x', twist: 'R6' },
    { kind: 'talk', card: 'talk/gone/away' },
  ],
  at: 6,
  isTwisted: true,
  elapsedMs: 5,
  answers: {
    0: { at: 1, tookMs: 60_000, text: 'The coordinator.', mark: 'strong' },
    1: { at: 1, tookMs: 1, text: '', mark: 'weak' },
    2: { at: 1, tookMs: 1, text: '', isRight: false },
    4: { at: 1, tookMs: 1, text: '', rules: ['R1', 'R2', 'R6'], held: ['R1'] },
  },
  ...more,
});

it('tells by topic how each question went, in the order of the course', () => {
  const { topics } = reportOf(mock({}), names);
  expect(
    topics.map(({ title, lines }) => [title, lines.map(({ what, how, state }) => `${what}: ${how} (${state})`)]),
  ).toEqual([
    ['Groups', ['What is it?: weak (poor)', 'Write the poll loop: 1 of 3 rules hold (poor)']],
    [
      'Staying',
      [
        'Who notices?: strong (good)',
        'Who is cut off: wrong (poor)',
        'Who is cut off, with a twist: not answered (open)',
      ],
    ],
    ['No longer in the course', ['talk/gone/away: not answered (open)']],
  ]);
});

it('tells an answer that was given and not marked from none', () => {
  const told = (more: object) =>
    reportOf(mock({ answers: { 0: { at: 1, tookMs: 1, text: '', ...more } } }), names).topics[1]?.lines[0]?.how;
  expect([told({}), told({ text: 'The coordinator.' }), told({ isShown: true })]).toEqual([
    'not answered',
    'not marked',
    'not marked',
  ]);
});

it('says what to study next: each lesson and exercise once, and none of what went well', () => {
  const { study } = reportOf(mock({}), names);
  expect(study.map(({ address }) => address)).toEqual(['lessons/groups/', 'lessons/failures/', 'exercises/poll-loop/']);
  const well = mock({
    steps: [{ kind: 'coding', slug: 'poll-loop', chance: 'x', twist: 'R6' }],
    answers: { 0: { at: 1, tookMs: 1, text: '', rules: ['R1'], held: ['R1'] } },
  });
  expect(reportOf(well, names).study).toEqual([]);
});
