// Cuts lessons and exercises into what a search can find. Reads the Markdown, not the page: scenes, code and numbers out of runs would be
// noise. Hints and solutions are left out, so that a search gives nothing away.
import MarkdownItClass, { type Token } from 'markdown-it';
import type { Exercise } from '../../exercise.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import type { LessonCards } from '../interview/deck.ts';
import type { GlossaryTerm } from '../markdown/environment.ts';
import { headingsOf } from '../markdown/markdown.ts';
import {
  checkYourselfId,
  exerciseAddress,
  guideAddress,
  interviewLessonAddress,
  lessonAddress,
} from '../pages/addresses.ts';
import type { Lesson } from '../pages/course.ts';
import { type ReferencePage, referenceAddress, referencePages } from '../reference/reference-frame.ts';

const plain = new MarkdownItClass();

/** @param questions text of the lesson's questions.md */
export function lessonDocuments(lesson: Lesson, questions: string | undefined): readonly SearchDocument[] {
  const address = lessonAddress(lesson.slug);
  const document = (heading: string, fragment: string, text: string): SearchDocument => ({
    kind: 'lesson',
    page: lesson.title,
    heading,
    address: fragment === '' ? address : `${address}#${fragment}`,
    text,
  });
  const slugs = headingsOf(lesson.body);
  // Notes for a speaker are not seen in the page that a search leads to.
  const [top, ...sections] = sectionsOf(lesson.body.replace(/^::: speaker$[\s\S]*?^:::$/gm, ''));
  return [
    document('', '', `${lesson.summary} ${top?.text ?? ''}`.trim()),
    ...sections.map(({ heading, text }, at) => document(heading, slugs[at] ?? '', text)),
    // The questions without what is right.
    ...(questions === undefined
      ? []
      : [
          document(
            'Check yourself',
            checkYourselfId,
            sectionsOf(questions)
              .map(({ heading }) => heading)
              .join(' ')
              .trim(),
          ),
        ]),
  ];
}

export function exerciseDocuments({ slug, title, introHtml, outroHtml, rules }: Exercise): readonly SearchDocument[] {
  const address = exerciseAddress(slug);
  const common = { kind: 'exercise', page: title } as const;
  return [
    { ...common, heading: '', address, text: textOfHtml(`${introHtml} ${outroHtml}`) },
    ...rules.map(({ id, title: heading, html }) => ({
      ...common,
      heading: `${id}: ${heading}`,
      address: `${address}#${id}`,
      text: textOfHtml(html),
    })),
  ];
}

/** Questions without their answers, and what is asked after them. */
export function interviewDocuments({ lesson, cards }: LessonCards): readonly SearchDocument[] {
  const address = interviewLessonAddress(lesson.slug);
  return cards.map(({ slug, plainQuestion, head }) => ({
    kind: 'interview',
    page: `Interview: ${lesson.short}`,
    heading: plainQuestion,
    address: `${address}#${slug}`,
    text: head.value.next.map((next) => sectionsOf(next)[0]?.text ?? '').join(' '),
  }));
}

export interface ReferenceTexts {
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
  /** A sentence for each setting, by the constant that holds the keys. */
  readonly settings: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly errors: Readonly<Record<string, { readonly says: string; readonly consumer: string }>>;
}

export function referenceDocuments({ glossary, settings, errors }: ReferenceTexts): readonly SearchDocument[] {
  const entry = (page: ReferencePage, heading: string, id: string, text: string): SearchDocument => ({
    kind: 'reference',
    page: page.title,
    heading,
    address: `${referenceAddress(page)}#${id}`,
    text: text.replaceAll('`', ''),
  });
  const parts = [
    ['consumer', 'consumerKeys'],
    ['broker', 'brokerKeys'],
    ['topic', 'topicKeys'],
  ] as const;
  return [
    ...[...glossary].map(([slug, { term, text }]) => entry(referencePages.glossary, term, slug, text)),
    ...parts.flatMap(([part, constant]) =>
      [...(settings.get(constant) ?? [])].map(([key, doc]) =>
        entry(referencePages.settings, key, `${part}-${key}`, `${doc} Setting of a ${part}.`),
      ),
    ),
    ...Object.entries(errors).map(([name, { says, consumer }]) =>
      entry(referencePages.errors, name, name, `${says} ${consumer}`),
    ),
  ];
}

export function guideDocuments(text: string): readonly SearchDocument[] {
  const [top, ...sections] = sectionsOf(text);
  const slugs = headingsOf(text);
  const document = (heading: string, fragment: string, found = ''): SearchDocument => ({
    kind: 'workshop',
    page: 'Instructor’s guide',
    heading,
    address: guideAddress + fragment,
    text: found,
  });
  return [
    document('', '', top?.text),
    ...sections.map(({ heading, text }, at) => document(heading, `#${slugs[at] ?? ''}`, text)),
  ];
}

interface Section {
  readonly heading: string;
  readonly text: string;
}

/** What comes before the first heading, then each heading with what follows it. */
function sectionsOf(markdown: string): readonly Section[] {
  const sections: { heading: string; texts: string[] }[] = [{ heading: '', texts: [] }];
  const tokens = plain.parse(markdown, {});
  tokens.forEach((token, at) => {
    if (token.type !== 'inline') return;
    const before = tokens[at - 1];
    if (before?.type === 'heading_open' && before.tag !== 'h1') {
      sections.push({ heading: textOf(token), texts: [] });
    } else sections.at(-1)?.texts.push(textOf(token));
  });
  return sections.map(({ heading, texts }) => ({ heading, text: texts.filter((text) => text !== '').join(' ') }));
}

function textOf({ children }: Token): string {
  const text = (children ?? []).map(({ type, content }) => (type.endsWith('break') ? '\n' : content)).join('');
  return text
    .replace(/^:::\s*(note|warning|wrong|tabs)?/gm, '')
    .replace(/\{\{[^}]*\}\}/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For HTML that the build itself has made of a brief. */
function textOfHtml(html: string): string {
  return html
    .replace(/<pre[\s\S]*?<\/pre>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
