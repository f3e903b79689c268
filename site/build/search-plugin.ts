// Gives pages what can be found, as a module that is fetched when somebody searches.
import type { Plugin } from 'vite';
import { loadConfigDocs } from './declarations/editor-declarations.ts';
import { loadExercise } from './exercise.ts';
import { exerciseSlugs } from './exercise-slugs.ts';
import { readDeck } from './interview/deck.ts';
import { Problems } from './markdown/problems.ts';
import { readCourse } from './pages/course.ts';
import { guideFile } from './pages/guide-page.ts';
import { Sources } from './pages/sources.ts';
import { errorsFile, readErrors } from './reference/errors-page.ts';
import {
  exerciseDocuments,
  guideDocuments,
  interviewDocuments,
  lessonDocuments,
  referenceDocuments,
} from './search/search-documents.ts';

const id = 'virtual:search-documents';

export function searchPlugin(root: string): Plugin {
  return {
    name: 'rebalance-lab:search',
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),

    async load(loaded) {
      if (loaded !== `\0${id}`) return undefined;
      const sources = new Sources(root);
      // What is wrong with the course is reported where its pages are made.
      const course = await readCourse(sources, new Problems());
      const { lessons, glossary } = course;
      const inLessons = lessons.map(async (lesson) => {
        this.addWatchFile(`${root}/${lesson.file}`);
        return lessonDocuments(lesson, await sources.read(`lessons/${lesson.slug}/questions.md`));
      });
      const inExercises = (await exerciseSlugs(root)).map(async (slug) => {
        const { exercise, files } = await loadExercise(root, slug);
        for (const file of files) this.addWatchFile(file);
        return exerciseDocuments(exercise);
      });
      const deck = await readDeck(course, sources, new Problems());
      for (const { file } of deck) this.addWatchFile(`${root}/${file}`);
      const inReference = Promise.all([loadConfigDocs(root), sources.read(errorsFile)]).then(
        ([{ configSentences }, errors]) =>
          referenceDocuments({ glossary, settings: configSentences, errors: readErrors(errors ?? '', new Problems()) }),
      );
      const documents = (await Promise.all([...inLessons, ...inExercises, inReference])).flat();
      documents.push(...deck.flatMap(interviewDocuments), ...guideDocuments((await sources.read(guideFile)) ?? ''));
      this.addWatchFile(`${root}/${guideFile}`);
      return `export default ${JSON.stringify(documents)};`;
    },
  };
}
