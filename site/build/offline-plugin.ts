// What makes the built site one that can be stored and installed: the service worker, the list of all files, the app's manifest.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, posix, relative } from 'node:path';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { isAsset, type ListedFile, listName, type Version } from '../offline/caches.ts';
import { inlineScript } from './pages/inline-script.ts';

const icons = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'icon-maskable.png', sizes: '512x512', purpose: 'maskable' },
] as const;

/** @param root the project's root */
export function offlinePlugin(root: string): Plugin {
  return {
    name: 'rebalance-lab:offline',
    apply: 'build',

    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path }) => headOf(posix.relative(posix.dirname(path), '/')),
    },

    async generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      for (const { file } of icons) emit(`icons/${file}`, await readFile(join(root, 'site/styles/icons', file)));
      emit('manifest.webmanifest', JSON.stringify(manifest, null, 1));
      emit('service-worker.js', (await inlineScript(root, 'site/offline/worker/service-worker.ts')).code);
    },

    // What lies on the disk is what will be served: only then is it measured.
    async writeBundle({ dir }) {
      if (dir === undefined) throw new Error('The site is built into a folder.');
      await writeFile(join(dir, listName), JSON.stringify(await versionIn(dir)));
    },
  };
}

function headOf(toRoot: string): HtmlTagDescriptor[] {
  const at = (path: string) => posix.join(toRoot, path) || './';
  return [
    { tag: 'link', attrs: { rel: 'manifest', href: at('manifest.webmanifest') }, injectTo: 'head' },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: at('icons/icon-192.png') }, injectTo: 'head' },
  ];
}

const manifest = {
  name: 'Rebalance Lab',
  short_name: 'Rebalance Lab',
  description: 'Learn how Kafka consumer groups and rebalancing work, by building them.',
  // Relative to the manifest, so that the app begins wherever the site hangs.
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#fcfcfa',
  theme_color: '#fcfcfa',
  icons: icons.map(({ file, sizes, purpose }) => ({ src: `icons/${file}`, sizes, type: 'image/png', purpose })),
};

/** Pages, and files whose names change with what is in them. @param folder the built site */
async function versionIn(folder: string): Promise<Version> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((name) => posix.basename(name) === 'index.html' || isAsset(name));
  const files: ListedFile[] = [];
  for (const name of names.sort()) {
    const content = await readFile(join(folder, name));
    const integrity = `sha256-${createHash('sha256').update(content).digest('base64')}`;
    files.push({ path: name.replace(/(^|\/)index\.html$/, '$1'), bytes: content.length, integrity });
  }
  const id = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  return { id, files };
}
