// Gives pages the list of the deck's cards, as a module that is fetched when a page asks for it.
import type { Plugin } from 'vite';
import type { Deck } from '../interview/deck.ts';
import { families } from '../interview/families/families.ts';
import { bugId } from './bugs/bug-pages.ts';
import { readBugs } from './bugs/bug-text.ts';
import { cardId, readDeck } from './interview/deck.ts';
import { headingsOf } from './markdown/markdown.ts';
import { Problems } from './markdown/problems.ts';
import { readCourse } from './pages/course.ts';
import { Sources } from './pages/sources.ts';

const id = 'virtual:interview-deck';

export function interviewPlugin(root: string): Plugin {
  return {
    name: 'rebalance-lab:interview',
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),

    async load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const sources = new Sources(root);
      // What is wrong with the course is reported where its pages are made.
      const course = await readCourse(sources, new Problems());
      const lessons = await readDeck(course, sources, new Problems());
      const bugs = await readBugs(course, sources, new Problems());
      for (const { file } of [...lessons, ...bugs]) this.addWatchFile(`${root}/${file}`);
      const checks = course.lessons.map(async ({ slug }) => {
        const file = `lessons/${slug}/questions.md`;
        const text = await sources.read(file);
        if (text !== undefined) this.addWatchFile(`${root}/${file}`);
        return text === undefined ? [] : headingsOf(text).map((name) => `check/${slug}/${name}`);
      });
      const deck: Deck = {
        topics: course.parts.map(({ title, lessons }) => ({
          title,
          lessons: lessons.map(({ slug, title, short }) => ({ slug, title, short })),
        })),
        talks: lessons.flatMap(({ lesson, cards }) =>
          cards.map(({ slug, plainQuestion, head }) => ({
            id: cardId(lesson.slug, slug),
            lesson: lesson.slug,
            question: plainQuestion,
            difficulty: head.value.difficulty,
          })),
        ),
        computed: families.map(({ id, lesson }) => ({ id: `computed/${id}`, lesson })),
        bugs: bugs.map(({ name, lesson }) => ({ id: bugId(name), lesson: lesson.slug })),
        checks: (await Promise.all(checks)).flat(),
      };
      return `export default ${JSON.stringify(deck)};`;
    },
  };
}
