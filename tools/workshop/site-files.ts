// Floor 7. The built site, read into memory once: no request reaches the disk, and a build meanwhile disturbs nobody.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isAsset } from '../../site/offline/caches.ts';

export interface SiteFile {
  readonly content: Buffer;
  /** Made when it is first asked for; `undefined` where it would not be smaller by much. */
  readonly zipped: () => Promise<Buffer | undefined>;
  readonly type: string;
  /** With the quotes that a header wants. */
  readonly tag: string;
  /** Its name changes with what is in it. */
  readonly isAsset: boolean;
}

export interface SiteFiles {
  /** @param path decoded, with a slash at its beginning: `/lessons/range-assignor/` */
  at(path: string): SiteFile | undefined;
  readonly notFound: SiteFile | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const isPacked = new Set(['.png', '.woff2']);
const zip = promisify(gzip);

/** @throws Error that says how to build, where there is nothing to serve */
export function readSite(folder: string): SiteFiles {
  const root = resolve(folder);
  if (statSync(join(root, 'index.html'), { throwIfNoEntry: false }) === undefined) {
    throw new Error(`${root} has no index.html. Build the site first: npm run build`);
  }
  const files = new Map<string, SiteFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    files.set(`/${name.replace(/(^|\/)index\.html$/, '$1')}`, siteFile(name, readFileSync(join(root, name))));
  }
  return { at: (path) => files.get(path), notFound: files.get('/404.html') };
}

function siteFile(name: string, content: Buffer): SiteFile {
  const extension = extname(name);
  let zipped: Promise<Buffer | undefined> | undefined;
  const make = async (): Promise<Buffer | undefined> => {
    if (isPacked.has(extension) || content.length < 1000) return undefined;
    const small = await zip(content);
    return small.length < content.length * 0.9 ? small : undefined;
  };
  return {
    content,
    zipped: () => {
      zipped ??= make();
      return zipped;
    },
    type: types[extension] ?? 'application/octet-stream',
    tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
    isAsset: isAsset(name),
  };
}
