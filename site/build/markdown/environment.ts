// What travels through one rendering: which file, at which line, what is known, what was found wrong.
import type { Env, MarkdownIt, Token } from 'markdown-it';
import type { LessonScene } from './lesson-scene.ts';
import type { Asked } from './predict-block.ts';
import type { Problems } from './problems.ts';
import type { Stage } from './scene.ts';

export interface GlossaryTerm {
  readonly term: string;
  /** One or two sentences; code spans are the only markup. */
  readonly text: string;
}

/** Where a link to another Markdown file leads: an address, or what is wrong with it. */
export type LinkTarget = { readonly href: string } | { readonly problem: string };

/** What a text may refer to. */
export interface Library {
  readonly glossary: ReadonlyMap<string, GlossaryTerm>;
  readonly stage: Stage;
  /** Text of a scenario's file, from the project's root; `undefined` when there is none. */
  scenarioFile(file: string): string | undefined;
  /** All of them in a folder, for who names one that is not there. */
  scenarioFiles(folder: string): readonly string[];
  /** @param from the file that links, from the project's root; @param href as written: `../other/lesson.md#heading` */
  resolve(from: string, href: string): LinkTarget;
}

export interface Environment extends Env {
  readonly file: string;
  /** The file's line, 1-based, on which the rendered text begins. */
  readonly firstLine: number;
  /** Set before every id, so that two texts can stand on one page. */
  readonly idPrefix: string;
  readonly library: Library;
  readonly problems: Problems;
  /** Played so far on this page, by id. */
  readonly scenes: Map<string, LessonScene>;
  /** Ids of the scenes that predictions ask about: their runs are covered until these are answered. */
  readonly predicted: Set<string>;
  /** By the token of an ```ask: what answers it; `undefined` when it could not be read. */
  readonly asks: Map<Token, (() => Asked | undefined) | undefined>;
  /** Addresses of headings, in order. */
  readonly headings: string[];
  /** Links to headings of the same text, checked once all headings are known. */
  readonly ownLinks: { readonly line: number; readonly slug: string }[];
  /** Numbers the things on this page that need an id. */
  readonly counter: { next: number };
}

/** markdown-it hands an environment through untyped; every text here is rendered by `createMarkdown`, which makes it. */
export const environmentOf = (env: Env): Environment => env as Environment;

/** Renders a line of Markdown that stands inside a block, and finds its problems at the right line of the file. */
export function renderLine(md: MarkdownIt, text: string, environment: Environment, line: number): string {
  return md.renderInline(text.trim(), { ...environment, firstLine: line });
}

export const nextId = (environment: Environment, name: string): string => {
  environment.counter.next += 1;
  return `${environment.idPrefix}${name}-${environment.counter.next}`;
};

export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .trim()
    .replace(/[\s_-]+/g, '-');
}
