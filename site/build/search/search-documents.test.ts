import { expect, it } from 'vitest';
import { readCards } from '../interview/card-text.ts';
import { Problems } from '../markdown/problems.ts';
import type { Lesson } from '../pages/course.ts';
import {
  exerciseDocuments,
  guideDocuments,
  interviewDocuments,
  lessonDocuments,
  referenceDocuments,
} from './search-documents.ts';

const lesson = (body: string): Lesson => ({
  slug: 'range',
  partTitle: 'Assignors',
  file: 'lessons/range/lesson.md',
  title: 'Range',
  short: 'Range',
  summary: 'How it cuts.',
  minutes: 3,
  exercises: [],
  body,
  bodyLine: 1,
});

it('cuts a lesson at its headings, each with its own address', () => {
  const found = lessonDocuments(
    lesson('Before all.\n\n## The cut\n\nA *ruler* with `orders`.\n\n## The cut\n\nAgain.\n'),
    undefined,
  );
  expect(found).toEqual([
    { kind: 'lesson', page: 'Range', heading: '', address: 'lessons/range/', text: 'How it cuts. Before all.' },
    {
      kind: 'lesson',
      page: 'Range',
      heading: 'The cut',
      address: 'lessons/range/#the-cut',
      text: 'A ruler with orders.',
    },
    { kind: 'lesson', page: 'Range', heading: 'The cut', address: 'lessons/range/#the-cut-1', text: 'Again.' },
  ]);
});

it('leaves out notes for a speaker, which the page does not show', () => {
  const [top, cut] = lessonDocuments(
    lesson('Before all.\n\n::: speaker\nAsk the room.\n:::\n\n## The cut\n\n::: speaker\nGo slowly.\n:::\nA ruler.\n'),
    undefined,
  );
  expect([top?.text, cut?.text]).toEqual(['How it cuts. Before all.', 'A ruler.']);
});

it('leaves out code, scenes, marks of callouts and the names of numbers', () => {
  const [top] = lessonDocuments(
    lesson(
      '::: note Careful\nIt takes {{a.gap.orders-2}}.\n:::\n\n```scene\nid: a\n```\n\n| a | b |\n|---|---|\n| c | d |\n',
    ),
    undefined,
  );
  expect(top?.text).toBe('How it cuts. Careful It takes …. a b c d');
});

it('finds questions by their words, never by what is right', () => {
  const found = lessonDocuments(
    lesson('Text.'),
    '## Who owns it?\n\n- [x] the right one\n- [ ] not this\n\nBecause.\n',
  );
  expect(found.at(-1)).toMatchObject({ address: 'lessons/range/#check-yourself', text: 'Who owns it?' });
});

it('finds questions of the deck by their words and by what is asked next, never by their answers', () => {
  const file = 'lessons/range/interview.md';
  const text =
    '## Who `cuts`?\n\n```card\ndifficulty: mid\nstrong: A\nadequate: B\nweak: C\nnext: [And *why*?]\n```\n\nThe answer.\n';
  const cards = readCards(file, text, new Problems());
  expect(interviewDocuments({ lesson: lesson(''), file, cards })).toEqual([
    {
      kind: 'interview',
      page: 'Interview: Range',
      heading: 'Who cuts?',
      address: 'interview/range/#who-cuts',
      text: 'And why?',
    },
  ]);
});

it('cuts an exercise at its rules', () => {
  const found = exerciseDocuments({
    slug: 'a',
    title: 'Write it',
    version: '',
    introHtml: '<p>The <em>task</em> &amp; more.</p><pre><code>code</code></pre>',
    outroHtml: '<p>Not in scope.</p>',
    rules: [{ id: 'R1', title: 'All share', html: '<strong>All share.</strong> Each &lt;one&gt;.' }],
    starter: '',
    suite: '',
    hintsHtml: ['<p>secret</p>'],
    units: { slug: 'a', units: [], answerExports: [] },
  });
  expect(found).toEqual([
    {
      kind: 'exercise',
      page: 'Write it',
      heading: '',
      address: 'exercises/a/',
      text: 'The task & more. Not in scope.',
    },
    {
      kind: 'exercise',
      page: 'Write it',
      heading: 'R1: All share',
      address: 'exercises/a/#R1',
      text: 'All share. Each <one>.',
    },
  ]);
});

it('finds terms, settings and errors of the reference', () => {
  const found = referenceDocuments({
    glossary: new Map([['leader', { term: 'group leader', text: 'The member that assigns with `assign`.' }]]),
    settings: new Map([['consumerKeys', new Map([['session.timeout.ms', 'How long.']])]]),
    errors: { NOT_COORDINATOR: { says: 'Another broker.', consumer: 'Looks again.' } },
  });
  expect(found.map(({ heading, address, text }) => ({ heading, address, text }))).toEqual([
    { heading: 'group leader', address: 'reference/glossary/#leader', text: 'The member that assigns with assign.' },
    {
      heading: 'session.timeout.ms',
      address: 'reference/settings/#consumer-session.timeout.ms',
      text: 'How long. Setting of a consumer.',
    },
    { heading: 'NOT_COORDINATOR', address: 'reference/errors/#NOT_COORDINATOR', text: 'Another broker. Looks again.' },
  ]);
});

it('cuts the instructor’s guide at its headings', () => {
  const found = guideDocuments('Before.\n\n## Prepare\n\nSee [the room](page:workshop/room/).\n');
  expect(found.map(({ heading, address, text }) => ({ heading, address, text }))).toEqual([
    { heading: '', address: 'workshop/guide/', text: 'Before.' },
    { heading: 'Prepare', address: 'workshop/guide/#prepare', text: 'See the room.' },
  ]);
});
