// Floor 7. A lesson's blocks, taken out of its own page: what is presented is what attendees read.
import type { Block } from './steps.ts';

export interface LessonBlocks {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** By block; of notes, what the speaker reads. */
  readonly elements: readonly HTMLElement[];
}

/** @param address of the lesson's page; @throws Error when it cannot be fetched or is none */
export async function fetchLesson(address: string): Promise<LessonBlocks> {
  const response = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!response.ok) throw new Error(`the page of the lesson answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const article = page.querySelector('#lesson article');
  if (article === null) throw new Error('the page holds no lesson');
  const title = article.querySelector('h1')?.textContent ?? '';
  const blocks: Block[] = [{ kind: 'heading', title: '', level: 2 }];
  const elements: HTMLElement[] = [titleSlide(article, title)];
  for (const element of article.children) {
    if (!isHtml(element)) continue;
    const block = blockOf(element);
    if (block === undefined) continue;
    blocks.push(block);
    elements.push(block.kind === 'notes' ? notesIn(element) : ready(document.importNode(element, true)));
  }
  return { title, blocks, elements };
}

/** Elements of a parsed page are not of this page's classes in every browser. */
const isHtml = (element: Element): element is HTMLElement => 'dataset' in element;

function blockOf(element: HTMLElement): Block | undefined {
  if (element.matches('.lesson-meta, h1, [data-lesson-end], [data-quiz]')) return undefined;
  if (element.matches('template[data-speaker]')) return { kind: 'notes' };
  if (element.matches('.heading')) {
    const heading = element.querySelector('h2, h3, h4');
    return { kind: 'heading', title: heading?.textContent ?? '', level: heading?.tagName === 'H2' ? 2 : 3 };
  }
  if (element.matches('.predict')) return { kind: 'predict' };
  if (element.matches('figure, .table, pre, .code-tabs, .code, .terminal')) return { kind: 'figure' };
  return { kind: 'text', words: (element.textContent ?? '').trim().split(/\s+/).length };
}

function titleSlide(article: Element, title: string): HTMLElement {
  const slide = document.createElement('div');
  slide.className = 'present-title';
  const heading = document.createElement('h2');
  heading.textContent = title;
  slide.append(heading);
  const meta = article.querySelector('.lesson-meta span')?.textContent;
  if (meta !== undefined && meta !== null) {
    const line = document.createElement('p');
    line.textContent = meta;
    slide.prepend(line);
  }
  return slide;
}

function notesIn(template: HTMLElement): HTMLElement {
  const notes = document.createElement('div');
  const copy = document.importNode(template, true);
  if (copy instanceof HTMLTemplateElement) notes.append(copy.content);
  return notes;
}

/** What belongs to reading goes: covers, links to headings, explanations that open under the pointer. */
function ready(element: HTMLElement): HTMLElement {
  for (const each of [element, ...element.querySelectorAll<HTMLElement>('[data-covered]')]) delete each.dataset.covered;
  for (const each of element.querySelectorAll(
    '.run-cover, .heading-link, .term-text, .watch, .choice-again, .choice-check',
  ))
    each.remove();
  for (const term of element.querySelectorAll('.term')) {
    term.removeAttribute('tabindex');
    term.removeAttribute('aria-describedby');
  }
  // Links lead away from what is presented.
  for (const link of element.querySelectorAll('a')) link.removeAttribute('href');
  return element;
}

/** Shows a question's answer, or takes it back. */
export function answer(question: HTMLElement, isShown: boolean): void {
  if (isShown) question.dataset.result = 'right';
  else delete question.dataset.result;
  for (const option of question.querySelectorAll<HTMLElement>('.option[data-right]'))
    option.classList.toggle('is-right', isShown);
  const reveal = question.querySelector('details');
  if (reveal !== null) reveal.open = isShown;
}
