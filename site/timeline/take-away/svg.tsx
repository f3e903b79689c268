// Floor 7. A timeline as a file of its own: an SVG that needs no page around it. In the light colors, since it may end on paper.
import renderToString from 'preact-render-to-string';
import type { Picture } from '../layout/picture.ts';
import { TimelinePicture } from '../timeline-picture.tsx';

/** Around the drawing, in pixels. */
export const margin = 16;

/** The style sheets of the site, as text: its colors, and what a drawing needs of them. */
export interface DrawingStyles {
  readonly tokens: string;
  readonly timeline: string;
}

/** @param label what it shows, in words: the picture's title, for who cannot see it and for who reads the file's name alone */
export function standaloneSvg(picture: Picture, label: string, { tokens, timeline }: DrawingStyles): string {
  const width = picture.width + 2 * margin;
  const height = picture.height + 2 * margin;
  const inner = renderToString(<TimelinePicture picture={picture} label={label} id="timeline" />).replace(
    '<svg ',
    `<svg x="${margin}" y="${margin}" `,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<style>${lightColors(tokens)}${rulesOf(timeline)}</style>`,
    `<rect width="${width}" height="${height}" fill="var(--bg)"/>`,
    inner,
    '</svg>\n',
  ].join('\n');
}

/** The first block of the site's colors: the light theme. */
function lightColors(tokens: string): string {
  const start = tokens.indexOf(':root {');
  return tokens.slice(start, tokens.indexOf('}', start) + 1);
}

/** Without what is for pages: comments, and rules that ask for the reader's medium or the room there is. */
function rulesOf(css: string): string {
  const withoutComments = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const until = withoutComments.search(/@media/);
  return withoutComments
    .slice(0, until < 0 ? undefined : until)
    .replace(/@container[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '');
}
