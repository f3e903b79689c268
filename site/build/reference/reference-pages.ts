// All pages of the reference, made of what the house knows already: glossary, configuration keys, declarations, READMEs, recordings.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editorDeclarations } from '../declarations/editor-declarations.ts';
import type { Library } from '../markdown/environment.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Problems } from '../markdown/problems.ts';
import { type Html, trusted } from '../pages/html.ts';
import type { PageFrame } from '../pages/layout.ts';
import type { Sources } from '../pages/sources.ts';
import { apiPage } from './api-page.ts';
import { errorsFile, errorsPage } from './errors-page.ts';
import { glossaryPage } from './glossary-page.ts';
import { referenceAddress, referenceIndex, referenceIndexAddress, referencePages } from './reference-frame.ts';
import { settingsFile, settingsPage } from './settings-page.ts';
import { recordings, scenarioReadme, scenariosPage, simulatorPage, simulatorReadme } from './simulator-pages.ts';

export interface ReferenceSources {
  readonly sources: Sources;
  readonly library: Library;
  readonly markdown: Markdown;
  readonly problems: Problems;
}

/** By address; each is made when it is asked for. */
export function referencePagesOf(from: ReferenceSources): ReadonlyMap<string, () => Promise<PageFrame>> {
  const { sources, library, markdown, problems } = from;
  const prose = (file: string) => (text: string) =>
    trusted(markdown.render({ file, text, firstLine: 1, idPrefix: '', scenes: new Map() }, library, problems).html);
  const line =
    (file: string) =>
    (text: string): Html =>
      trusted(prose(file)(text).text.replace(/^<p>|<\/p>\n?$/g, ''));
  const read = async (file: string): Promise<string> => (await sources.read(file)) ?? '';
  return new Map<string, () => Promise<PageFrame>>([
    [referenceIndexAddress, async () => referenceIndex()],
    [
      referenceAddress(referencePages.glossary),
      async () => glossaryPage(library.glossary, line('lessons/glossary.yaml')),
    ],
    [
      referenceAddress(referencePages.settings),
      async () => settingsPage(await read(settingsFile), library.stage, line(settingsFile), problems),
    ],
    [
      referenceAddress(referencePages.errors),
      async () => errorsPage(await read(errorsFile), library.stage, line(errorsFile), problems),
    ],
    [
      referenceAddress(referencePages.api),
      async () => {
        const files = await editorDeclarations(sources.root);
        const modules = files.flatMap(({ path, source }) => {
          const name = /^node_modules\/(\w+)\//.exec(path)?.[1];
          return name === undefined ? [] : [[name, source] as const];
        });
        return apiPage(new Map(modules), { highlighter: markdown, prose: prose('simulator/kafka.ts') });
      },
    ],
    [
      referenceAddress(referencePages.scenarios),
      async () => scenariosPage(await read(scenarioReadme), prose(scenarioReadme)),
    ],
    [
      referenceAddress(referencePages.simulator),
      async () => simulatorPage(await read(simulatorReadme), await counted(sources.root), prose(simulatorReadme)),
    ],
  ]);
}

async function counted(root: string): Promise<ReadonlyMap<string, number>> {
  const counts = Object.keys(recordings).map(async (file): Promise<[string, number]> => {
    const text = await readFile(join(root, 'simulator/conformance', file), 'utf8');
    return [file, text.split('\n').filter((each) => each !== '').length];
  });
  return new Map(await Promise.all(counts));
}
