import { describe, expect, it } from 'vitest';
import { presets } from '../../workshop/agenda/presets.ts';
import type { Library } from '../markdown/environment.ts';
import { createMarkdown } from '../markdown/markdown.ts';
import { Problems } from '../markdown/problems.ts';
import { stage } from '../markdown/stage.ts';
import type { Lesson } from './course.ts';
import { guidePage } from './guide-page.ts';

const markdown = await createMarkdown({ headingLinks: true });

const library: Library = {
  glossary: new Map(),
  stage,
  scenarioFile: () => undefined,
  scenarioFiles: () => [],
  resolve: () => ({ problem: 'leads nowhere' }),
};

const timeouts: Lesson = {
  slug: 'timeouts',
  partTitle: 'Staying in the group',
  file: 'lessons/timeouts/lesson.md',
  title: 'Timeouts: which clock watches what',
  short: 'Timeouts',
  summary: '',
  minutes: 15,
  exercises: [],
  body: '```predict\n```\n\n```scene\n```\n\n```scene\n```\n',
  bodyLine: 1,
};

function render(text: string): { readonly html: string; readonly problems: readonly string[] } {
  const problems = new Problems();
  const course = { lessons: [timeouts], exercises: new Map() };
  const { content } = guidePage({ text, course, addresses: ['workshop/room/'] }, markdown, library, problems);
  return { html: content.text, problems: problems.list.map(({ message }) => message) };
}

describe('a run sheet', () => {
  const { html } = render('[Run sheet](run-sheet:half-day)\n');
  const rows = [...html.matchAll(/<tr class="is-.*?<\/tr>/g)].map(([row]) => row);

  it('has the items of the preset in their order, with their minutes', () => {
    const items = presets.find(({ id }) => id === 'half-day')?.agenda.items ?? [];
    expect(rows.map((row) => Number(/<td>(\d+)<\/td>/.exec(row)?.[1]))).toEqual(items.map(({ minutes }) => minutes));
    expect(rows[0]).toContain('<time>09:00</time></th><td>10</td><td>Welcome and setup</td>');
    expect(html).toContain('09:00 to 13:00');
  });

  it('says what there is to do with a lesson, and presents it', () => {
    const row = rows.find((each) => each.includes('Timeouts'));
    expect(row).toContain('href="../../workshop/present/#lesson=timeouts/0"');
    expect(row).toContain('1 prediction to vote on, 2 scenes.');
  });

  it('says when an exercise is handed in: five minutes before the next item', () => {
    const row = rows.find((each) => each.includes('exercises/range-assignor/'));
    expect(row).toContain('<time>10:25</time></th><td>35</td>');
    expect(row).toContain('At 10:55 hand-ins');
  });

  it('of a preset that is not there stops the build with its line', () => {
    expect(render('Text.\n\n[Run sheet](run-sheet:half-dya)\n').problems).toEqual([
      expect.stringMatching(/instructors-guide\.md:3.*no preset of an agenda is named "half-dya".*half-day/s),
    ]);
  });
});

describe('a link to a page of the site', () => {
  it('leads there', () => {
    expect(render('Open [the room](page:workshop/room/).').html).toContain(
      '<a href="../../workshop/room/">the room</a>',
    );
  });

  it('that is not there stops the build', () => {
    expect(render('Open [the room](page:workshop/rom/).').problems).toEqual([
      expect.stringContaining('the link "page:workshop/rom/" leads to no page'),
    ]);
  });
});
