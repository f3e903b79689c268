// The course's Markdown: what lessons, questions, briefs, hints and walkthroughs are written in. Knows no page.
import MarkdownItClass, { type MarkdownIt, type Token } from 'markdown-it';
import anchor from 'markdown-it-anchor';
import { blocks } from './blocks.ts';
import { code } from './code.ts';
import { containers } from './containers.ts';
import { type Environment, environmentOf, type Library, slugOf } from './environment.ts';
import { createSharedHighlighter, type Highlighter } from './highlight.ts';
import type { LessonScene } from './lesson-scene.ts';
import { nearest, type Problems } from './problems.ts';
import { tables } from './tables.ts';
import { textWalk } from './text-walk.ts';

export interface SourceText {
  /** From the project's root. */
  readonly file: string;
  readonly text: string;
  /** The file's line, 1-based, on which the text begins. */
  readonly firstLine: number;
  /** Set before every id in the text, where two texts stand on one page: `brief-`. */
  readonly idPrefix: string;
  /** Scenes that the text may speak of besides its own. */
  readonly scenes: ReadonlyMap<string, LessonScene>;
}

export interface Rendered {
  readonly html: string;
  /** The text's own scenes and those it was handed. */
  readonly scenes: ReadonlyMap<string, LessonScene>;
}

export interface Parsed {
  readonly tokens: readonly Token[];
  readonly environment: Environment;
}

export interface Markdown extends Highlighter {
  readonly md: MarkdownIt;
  render(source: SourceText, library: Library, problems: Problems): Rendered;
  /** For those who cut a text into pieces; each piece is to be rendered with the environment. */
  parse(source: SourceText, library: Library, problems: Problems): Parsed;
}

/** @param headingLinks whether headings get an address and a link to it; texts that share a page with a lesson have none */
export async function createMarkdown({ headingLinks }: { readonly headingLinks: boolean }): Promise<Markdown> {
  const highlighter = await createSharedHighlighter();
  const md = new MarkdownItClass({ html: false, linkify: false, typographer: false });
  containers(md);
  code(md, highlighter);
  // Registered last to run first: a fence that is a block must be gone before fences are checked for their language.
  blocks(md);
  textWalk(md, (text) => plainLine.renderInline(text));
  tables(md);
  if (headingLinks) addHeadingLinks(md);
  md.core.ruler.push('course_headings', (state) => {
    const { headings } = environmentOf(state.env);
    for (const token of state.tokens)
      if (token.type === 'heading_open') headings.push(String(token.attrGet('id') ?? ''));
  });

  const parse: Markdown['parse'] = (source, library, problems) => {
    const environment = environmentFor(source, library, problems);
    const tokens = md.parse(source.text, environment);
    checkOwnLinks(environment);
    return { tokens, environment };
  };
  return {
    ...highlighter,
    md,
    parse,
    render(source, library, problems) {
      const { tokens, environment } = parse(source, library, problems);
      for (const { type, map } of tokens) {
        if (type !== 'ask_block') continue;
        problems.report(
          source.file,
          source.firstLine + (map?.[0] ?? 0),
          '```ask belongs in questions.md; use ```predict here',
        );
      }
      return { html: md.renderer.render([...tokens], md.options, environment), scenes: environment.scenes };
    },
  };
}

function addHeadingLinks(md: MarkdownIt): void {
  md.use(anchor, {
    level: [2, 3, 4],
    tabIndex: false,
    slugifyWithState: (title, state) => environmentOf(state.env).idPrefix + slugOf(title),
    permalink: anchor.permalink.linkAfterHeader({
      style: 'visually-hidden',
      class: 'heading-link',
      symbol: '#',
      assistiveText: (title) => `Link to "${title}"`,
      visuallyHiddenClass: 'visually-hidden',
      wrapper: ['<div class="heading">', '</div>'],
    }),
  });
}

/** Addresses of the headings of a text, as `render` will give them, without a prefix. Cheap: nothing is rendered. */
export function headingsOf(text: string): readonly string[] {
  const taken = new Map<string, number>();
  return outline.parse(text, {}).flatMap((token, index, tokens) => {
    if (token.type !== 'heading_open' || token.tag === 'h1') return [];
    const title = (tokens[index + 1]?.children ?? [])
      .filter(({ type }) => type === 'text' || type === 'code_inline')
      .map(({ content }) => content)
      .join('');
    const slug = slugOf(title);
    const count = taken.get(slug) ?? 0;
    taken.set(slug, count + 1);
    return [count === 0 ? slug : `${slug}-${count}`];
  });
}

const outline = new MarkdownItClass();
/** For texts that are one plain sentence with code spans: the glossary's. */
const plainLine = new MarkdownItClass('zero').enable(['backticks']);

function environmentFor(source: SourceText, library: Library, problems: Problems): Environment {
  return {
    file: source.file,
    firstLine: source.firstLine,
    idPrefix: source.idPrefix,
    library,
    problems,
    scenes: new Map(source.scenes),
    predicted: new Set(),
    asks: new Map(),
    headings: [],
    ownLinks: [],
    counter: { next: 0 },
  };
}

function checkOwnLinks({ file, headings, idPrefix, ownLinks, problems }: Environment): void {
  for (const { line, slug } of ownLinks) {
    if (headings.includes(idPrefix + slug)) continue;
    const near = nearest(idPrefix + slug, headings)?.slice(idPrefix.length);
    problems.report(
      file,
      line,
      `no heading here has the address "#${slug}"${near === undefined ? '' : `; did you mean "#${near}"?`}`,
    );
  }
}
