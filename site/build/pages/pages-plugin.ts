// Vite's side of the pages: prerendered by the build, rendered on request by the dev server, swapped in place when a
// text changes. Renders nothing itself.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, resolve } from 'node:path';
import { isRunnableDevEnvironment, type Plugin, runnerImport, type ViteDevServer } from 'vite';
import { aliases } from '../../../aliases.ts';
import { BrokenContent } from '../markdown/problems.ts';
import type { Stage } from '../markdown/scene.ts';
import { problemPage } from './problem-page.ts';
import { Site } from './site.ts';
import { Sources } from './sources.ts';

/** Told to open pages when a text has changed; site/pages/live-edit.ts listens. */
const changedEvent = 'rebalance-lab:changed';
const stageFile = 'site/build/markdown/stage.ts';

interface StageModule {
  readonly stage: Stage;
}

/** @param root the project's root */
export function pagesPlugin(root: string): Plugin {
  const sources = new Sources(root);
  let site = new Site(sources, async () => {
    const { module } = await runnerImport<StageModule>(join(root, stageFile), {
      root,
      logLevel: 'error',
      resolve: { alias: aliases },
    });
    return module.stage;
  });
  /** The build's pages, by the file that each would be in the project. */
  const built = new Map<string, string>();
  /** Those that are files and refer to none. */
  const files = new Map<string, string>();

  return {
    name: 'rebalance-lab:pages',

    async config(_config, { command, isPreview }) {
      const shared = { appType: 'mpa', base: './' } as const;
      if (command !== 'build' || isPreview === true) return shared;
      for (const [address, html] of await site.renderAll()) {
        if (address.endsWith('.html')) files.set(address, html);
        else built.set(join(root, address, 'index.html'), html);
      }
      return { ...shared, build: { rolldownOptions: { input: [...built.keys()] } } };
    },

    resolveId: (id) => (built.has(id) ? id : undefined),
    load: (id) => built.get(id),

    generateBundle() {
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
    },

    configureServer(server) {
      site = new Site(sources, () => liveStage(server, root));
      server.middlewares.use((request, response, next) => {
        serve(site, server, request, response).then((isServed) => isServed || next(), next);
      });
      return () => {
        server.middlewares.use((request, response, next) => {
          if (!wantsPage(request)) return next();
          site.render('404.html').then((html) => send(response, 404, html ?? ''), next);
        });
      };
    },

    configurePreviewServer(server) {
      const folder = resolve(server.config.root, server.config.build.outDir);
      return () => {
        server.middlewares.use((request, response, next) => {
          // Vite has rewritten the address of a page that is there to its file by now.
          const path = decodeURI((request.url ?? '/').replace(/[?#].*$/, ''));
          if (!wantsPage(request) || existsSync(join(folder, path, path.endsWith('/') ? 'index.html' : '')))
            return next();
          readFile(join(folder, '404.html'), 'utf8').then((html) => send(response, 404, html), next);
        });
      };
    },

    async hotUpdate({ file, read, type, server }) {
      if (this.environment.name !== 'client') return;
      const path = relative(root, file).replaceAll('\\', '/');
      const isText = /^(lessons|exercises|solutions|reference)\/.*\.(md|yaml)$/.test(path);
      const isStaged = server.environments.ssr.moduleGraph.getModulesByFile(file) !== undefined;
      const isCached = /^(exercises|solutions|site\/pages)\//.test(path);
      if (!isText && !isStaged && !isCached) return;
      if (type === 'delete') sources.forget(path);
      else if (isText) sources.handIn(path, await read());
      if (isCached) site.forget();
      server.environments.client.hot.send({ type: 'custom', event: changedEvent, data: path });
    },
  };
}

/** The newest stage: the dev server's runner knows which of its modules have changed. */
async function liveStage(server: ViteDevServer, root: string): Promise<Stage> {
  const { ssr } = server.environments;
  if (!isRunnableDevEnvironment(ssr)) throw new Error('The dev server has no module runner for scenes.');
  const module: StageModule = await ssr.runner.import(join(root, stageFile));
  return module.stage;
}

async function serve(
  site: Site,
  server: ViteDevServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!wantsPage(request)) return false;
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const address = pathname.slice(1).replace(/(^|\/)index\.html$/, '$1');
  if (
    !/^(404\.html|(offline|playground|progress|reference|interview|bugs|workshop)\/?|reference\/[\w-]+\/?|(lessons|exercises|interview|bugs|workshop)\/[^/]+\/?)?$/.test(
      address,
    )
  )
    return false;
  const isFolder = address !== '404.html';
  try {
    const html = await site.render(isFolder ? address.replace(/([^/])$/, '$1/') : address);
    if (html === undefined) return false;
    if (!isFolder) {
      send(response, 200, html);
      return true;
    }
    if (address !== '' && !address.endsWith('/')) {
      response.writeHead(301, { Location: `/${address}/${search}` }).end();
      return true;
    }
    send(response, 200, await server.transformIndexHtml(`/${address}index.html`, html));
  } catch (error) {
    if (!(error instanceof BrokenContent)) throw error;
    server.config.logger.error(error.message, { timestamp: true });
    send(response, 500, await server.transformIndexHtml(`/${address}index.html`, problemPage(error)));
  }
  return true;
}

function wantsPage({ method, headers, url }: IncomingMessage): boolean {
  const isFile = /\.(?!html)[a-z0-9]+(\?|$)/i.test(url ?? '');
  return (method === 'GET' || method === 'HEAD') && !isFile && (headers.accept ?? '').includes('text/html');
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' }).end(html);
}
