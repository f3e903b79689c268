// Floor 7. What is presented: the items of an agenda, or one lesson. Each is loaded when it is first come to; an item that is no lesson is one
// step.
import { loadQuietly } from '../../storage/quiet-record.ts';
import type { Store } from '../../storage/store.ts';
import { KEPT_AGENDA } from '../../storage/workshop-records.ts';
import { AGENDA_VERSION, type Agenda, type AgendaItem } from '../agenda/agenda.ts';
import { clockAfter, minutesBefore, presentedMinutes } from '../agenda/editing.ts';
import { type CourseData, exerciseIn, itemWords, lessonIn } from '../course-data.ts';
import type { Programme } from './address.ts';
import { fetchLesson } from './lesson-blocks.ts';
import { type Block, type Step, stepsOf } from './steps.ts';

export interface LoadedItem {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly blocks: readonly Block[];
  readonly elements: readonly HTMLElement[];
}

export class Deck {
  readonly agenda: Agenda;
  readonly #course: CourseData;
  readonly #toRoot: string;
  readonly #loaded = new Map<number, Promise<LoadedItem>>();

  constructor(agenda: Agenda, course: CourseData, toRoot: string) {
    this.agenda = agenda;
    this.#course = course;
    this.#toRoot = toRoot;
  }

  titleOf(item: number): string {
    const found = this.agenda.items[item];
    return found === undefined ? '' : itemWords(found, this.#course).title;
  }

  /** Never rejects: what could not be loaded is a step that says so. */
  item(at: number): Promise<LoadedItem> {
    const loading = this.#loaded.get(at) ?? this.#load(at);
    this.#loaded.set(at, loading);
    return loading;
  }

  async #load(at: number): Promise<LoadedItem> {
    const item = this.agenda.items[at];
    if (item?.kind !== 'lesson') return this.#alone(at, item);
    try {
      const { title, blocks, elements } = await fetchLesson(`${this.#toRoot}lessons/${item.slug}/`);
      return { title, blocks, elements, steps: stepsOf(blocks) };
    } catch (error) {
      // It may be there when it is come to again.
      this.#loaded.delete(at);
      const why = error instanceof Error ? error.message : String(error);
      return single(item.slug, [
        paragraph(`This lesson could not be loaded: ${why}. Go back and on again to try once more.`),
      ]);
    }
  }

  #alone(at: number, item: AgendaItem | undefined): LoadedItem {
    if (item === undefined) return single('End', [paragraph('The agenda ends here.')]);
    const { title } = itemWords(item, this.#course);
    const { items, startsAt } = this.agenda;
    const lines = [
      startsAt === undefined
        ? paragraph(`${item.minutes} minutes`)
        : paragraph(`Until ${clockAfter(startsAt, minutesBefore(items, at + 1))}`),
    ];
    if (item.kind === 'exercise') {
      const rules = document.createElement('ol');
      for (const rule of exerciseIn(this.#course, item.slug)?.rules ?? []) {
        const row = document.createElement('li');
        row.textContent = rule;
        rules.append(row);
      }
      lines.push(rules);
    }
    return single(title, lines);
  }
}

/** @returns `undefined`: there is no such agenda in this browser, no such lesson in this course */
export async function deckOf(
  programme: Programme,
  { store, course, toRoot }: { readonly store: Store; readonly course: CourseData; readonly toRoot: string },
): Promise<Deck | undefined> {
  if (programme.kind === 'agenda') {
    const kept = await loadQuietly(store, KEPT_AGENDA, programme.id);
    return kept && new Deck(kept.agenda, course, toRoot);
  }
  const lesson = lessonIn(course, programme.slug);
  if (lesson === undefined) return undefined;
  const item: AgendaItem = { kind: 'lesson', slug: lesson.slug, minutes: presentedMinutes(lesson.minutes) };
  const heldBack = { solutions: false, hints: false };
  return new Deck({ version: AGENDA_VERSION, name: lesson.title, items: [item], heldBack }, course, toRoot);
}

function single(title: string, lines: readonly HTMLElement[]): LoadedItem {
  const slide = document.createElement('div');
  slide.className = 'present-title';
  const heading = document.createElement('h2');
  heading.textContent = title;
  slide.append(heading, ...lines);
  const blocks: readonly Block[] = [{ kind: 'heading', title: '', level: 2 }];
  return { title, blocks, elements: [slide], steps: stepsOf(blocks) };
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
