// Which lesson was read last, for the front page. An address from the site's root: `lessons/range-assignor/`.
import { keep, readKept } from './kept.ts';

export const keepLastLesson = (page: string): void => keep('last-lesson', `${page}/`);

export const readLastLesson = (): string | undefined => readKept('last-lesson');
