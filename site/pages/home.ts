// Entry of the front page: draws on the map what is done, and leads to where the reader goes on.
import {
  type ExerciseState,
  exerciseState,
  type LessonState,
  lessonState,
  nextStep,
} from '../progress/course-progress.ts';
import { indexedDbStore } from '../storage/indexed-db-store.ts';
import { enableHeader } from './header.ts';
import { showMapAgenda } from './map-agenda.ts';
import { showReviewDue } from './review-due.ts';

interface MapLesson {
  readonly element: HTMLElement;
  readonly slug: string;
  readonly minutes: number;
  readonly questions: number;
  readonly lesson: LessonState;
  readonly exercises: readonly MapExercise[];
  readonly isWholeLessonDone: boolean;
}

interface MapExercise {
  readonly rules: number;
  readonly state: ExerciseState;
}

const store = indexedDbStore();

enableHeader();
void draw();
// Who comes back by the browser's own button may be shown the page as it was left.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void draw();
});

async function draw(): Promise<void> {
  await drawProgress();
  await Promise.all([showMapAgenda(store), showReviewDue(store)]);
}

async function drawProgress(): Promise<void> {
  const lessons = await Promise.all([...document.querySelectorAll<HTMLElement>('[data-lesson]')].map(readLesson));
  for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) {
    drawPart(
      part,
      lessons.filter(({ element }) => part.contains(element)),
    );
  }
  drawNext(lessons);
}

async function readLesson(element: HTMLElement): Promise<MapLesson> {
  const { lesson: slug = '', minutes, questions } = element.dataset;
  const facts = { slug, minutes: Number(minutes), questions: Number(questions) };
  const [lesson, exercises] = await Promise.all([
    lessonState(store, facts),
    Promise.all([...element.querySelectorAll<HTMLElement>('[data-exercise]')].map(drawExercise)),
  ]);
  element.dataset.progress = lesson.state;
  write(
    element.querySelector<HTMLElement>('.map-lesson [data-state]'),
    lessonWords(lesson, facts.questions),
    lesson.state === 'done',
  );
  const isWholeLessonDone = lesson.state === 'done' && exercises.every(({ state }) => state.state === 'passed');
  return { element, ...facts, lesson, exercises, isWholeLessonDone };
}

async function drawExercise(element: HTMLElement): Promise<MapExercise> {
  const { exercise: slug = '', rules: ruleCount, version = '' } = element.dataset;
  const rules = Number(ruleCount);
  const state = await exerciseState(store, { slug, rules, version });
  element.dataset.progress = state.state;
  element.style.setProperty('--held', String(rules === 0 ? 0 : state.held / rules));
  write(element.querySelector<HTMLElement>('[data-state]'), exerciseWords(state, rules), state.state === 'passed');
  return { rules, state };
}

function drawPart(part: HTMLElement, lessons: readonly MapLesson[]): void {
  const left = lessons.filter(({ lesson }) => lesson.state !== 'done').reduce((sum, { minutes }) => sum + minutes, 0);
  const isTouched = lessons.some(({ lesson }) => lesson.state !== 'new');
  const element = part.querySelector<HTMLElement>('[data-part-left]');
  if (element !== null && isTouched) element.textContent = left === 0 ? 'read' : `${left} min left`;
}

function drawNext(lessons: readonly MapLesson[]): void {
  const goOn = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const next = nextStep(lessons);
  for (const { element, slug } of lessons) element.classList.toggle('is-next', slug === next?.slug);
  if (goOn === null) return;
  const put = (selector: string, text: string): void => {
    const element = goOn.querySelector(selector);
    if (element !== null) element.textContent = text;
  };
  if (next === undefined) {
    put('small', 'All of it is done');
    return;
  }
  const lesson = lessons.find(({ slug }) => slug === next.slug);
  const link = lesson?.element.querySelector<HTMLAnchorElement>('a');
  if (lesson === undefined || link === null || link === undefined) return;
  goOn.href = link.href;
  put(
    'small',
    next.isBegun ? 'Continue' : lessons.some(({ lesson: { state } }) => state !== 'new') ? 'Next' : 'Start here',
  );
  put('b', link.dataset.title ?? '');
  put('b + span', next.isBegun ? whereIn(lesson) : (link.dataset.size ?? ''));
}

function whereIn({ lesson, questions, exercises }: MapLesson): string {
  const open = exercises.find(({ state }) => state.state !== 'passed');
  const parts = [
    questions === 0 ? '' : `${lesson.right} of ${questions} questions answered right`,
    open === undefined ? '' : exerciseWords(open.state, open.rules) || 'the exercise is not begun',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function lessonWords({ state, right }: LessonState, questions: number): string {
  if (state === 'new') return '';
  if (state === 'done') return 'done';
  return questions === 0 ? 'begun' : `${right} of ${questions}`;
}

function exerciseWords({ state, held }: ExerciseState, rules: number): string {
  if (state === 'new') return '';
  return state === 'passed' ? 'passed' : `${held} of ${rules} rules hold`;
}

function write(element: HTMLElement | null, text: string, isDone: boolean): void {
  if (element === null) return;
  element.classList.toggle('is-done', isDone);
  element.textContent = text;
  element.hidden = text === '';
}
