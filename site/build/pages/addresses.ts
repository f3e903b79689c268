// Which page a Markdown file is, and whether a link between two of them leads somewhere. Pages know each other by
// addresses from the site's root: '' is the front page, 'lessons/range-assignor/' a lesson.
import { posix } from 'node:path';
import type { LinkTarget } from '../markdown/environment.ts';
import { headingsOf } from '../markdown/markdown.ts';
import { suggestion } from '../markdown/problems.ts';
import type { Course } from './course.ts';

/** Lessons and exercises both lie two folders deep, so that the same HTML can stand on the one and the other. */
export const toRoot = '../../';

export const lessonAddress = (slug: string): string => `lessons/${slug}/`;
export const exerciseAddress = (slug: string): string => `exercises/${slug}/`;
export const interviewAddress = 'interview/';
/** Pages of `interview/` that are no lesson's. */
export const interviewPages = ['mock', 'practice', 'review'] as const;
export const interviewLessonAddress = (slug: string): string => `${interviewAddress}${slug}/`;
export const reviewAddress = `${interviewAddress}review/`;
export const workshopAddress = 'workshop/';
export const presentAddress = `${workshopAddress}present/`;
export const joinAddress = `${workshopAddress}join/`;
export const guideAddress = `${workshopAddress}guide/`;
export const bugsAddress = 'bugs/';
export const bugAddress = (name: string): string => `${bugsAddress}${name}/`;
export const practiceAddress = `${interviewAddress}practice/`;
export const offlineAddress = 'offline/';
export const mockAddress = `${interviewAddress}mock/`;
export const progressAddress = 'progress/';
export const playgroundAddress = 'playground/';
export const checkYourselfId = 'check-yourself';

/** @param from the file that links; @param href as written: `../other/lesson.md#heading` */
export function resolveLink(course: Course, from: string, href: string): LinkTarget {
  const [path = '', fragment] = href.split('#', 2);
  const file = posix.normalize(posix.join(posix.dirname(from), path));
  const [, kind, slug = '', name] = /^(lessons|exercises)\/([^/]+)\/([^/]+)$/.exec(file) ?? [];
  if (kind === 'lessons' && name === 'questions.md' && fragment === undefined) {
    return resolveLink(course, from, href.replace(/questions\.md$/, `lesson.md#${checkYourselfId}`));
  }
  if (kind === 'lessons' && name === 'lesson.md') {
    const lesson = course.lessons.find((candidate) => candidate.slug === slug);
    if (lesson === undefined) {
      const slugs = course.lessons.map((candidate) => candidate.slug);
      return { problem: `the link "${href}" leads to no lesson; ${suggestion(slug, slugs)}` };
    }
    if (fragment !== undefined && fragment !== checkYourselfId) {
      const headings = headingsOf(lesson.body);
      if (!headings.includes(fragment)) {
        return {
          problem: `the link "${href}" leads to no heading of ${lesson.file}; ${suggestion(fragment, headings)}`,
        };
      }
    }
    return { href: toRoot + lessonAddress(slug) + (fragment === undefined ? '' : `#${fragment}`) };
  }
  if (kind === 'exercises' && name === 'brief.md') {
    if (!course.exercises.includes(slug)) {
      return { problem: `the link "${href}" leads to no exercise; ${suggestion(slug, course.exercises)}` };
    }
    if (fragment !== undefined) return { problem: `the link "${href}" names a heading; link to the brief as a whole` };
    return { href: toRoot + exerciseAddress(slug) };
  }
  return {
    problem: `the link "${href}" leads to no page; write the path to a lesson.md, questions.md or brief.md`,
  };
}
