// Floor 7. Relative links in documents that lead nowhere. Lessons' links to headings are checked by the build, which knows them.
import { dirname, join } from 'node:path/posix';
import { type Breach, lineAt, type RepositoryFile } from './repository-file.ts';

export function brokenLinks(files: readonly RepositoryFile[]): readonly Breach[] {
  const known = new Set(files.flatMap(({ path }) => [path, ...foldersOf(path)]));
  return files
    .filter(({ path }) => path.endsWith('.md'))
    .flatMap((file) =>
      linksIn(file)
        .filter(({ target }) => target !== '' && !known.has(join(dirname(file.path), target)))
        .map(({ target, line }) => ({ file: file.path, line, problem: `links to ${target}, which is not there.` })),
    );
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.flatMap((_, i) => {
    const folder = parts.slice(0, i + 1).join('/');
    return [folder, `${folder}/`];
  });
}

function linksIn({ text }: RepositoryFile): { target: string; line: number }[] {
  // Code is blanked out with its length kept, so that lines still count.
  const prose = text.replace(/^(```+|~~~+)[\s\S]*?^\1|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '));
  const inline = prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g);
  const defined = prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm);
  return [...inline, ...defined]
    .map((match) => ({ target: (match[1] ?? '').replace(/#.*$/, ''), line: lineAt(text, match.index) }))
    .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target));
}
