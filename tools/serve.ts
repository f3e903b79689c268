// Floor 7. A file server for the built site under any path: what any static host does, and nothing more.
import { readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve, sep } from 'node:path';
import sirv from 'sirv';

export interface ServeOptions {
  /** The folder that holds index.html and 404.html. */
  readonly folder: string;
  /** Where the site hangs, with a slash at both ends: `/` or `/some/sub/path/`. */
  readonly prefix: string;
  /** 0 takes any free port. */
  readonly port: number;
}

export interface Served {
  /** Address of the site's index, with a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

export async function serve({ folder: built, prefix, port }: ServeOptions): Promise<Served> {
  const folder = resolve(built);
  if (statSync(join(folder, 'index.html'), { throwIfNoEntry: false }) === undefined) {
    throw new Error(`${folder} has no index.html. Build the site first: npm run build`);
  }
  const files = sirv(folder, { dev: true, etag: true });
  const server = createServer((request, response) => answer(request, response, { folder, prefix, files }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an AddressInfo; the other types are for pipes and for closed servers.
  const { port: actualPort } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actualPort}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Site {
  readonly folder: string;
  readonly prefix: string;
  readonly files: ReturnType<typeof sirv>;
}

function answer(request: IncomingMessage, response: ServerResponse, { folder, prefix, files }: Site): void {
  const { pathname, search } = addressIn(request.url ?? '/');
  if (!pathname.startsWith(prefix)) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`The site is at ${prefix}\n`);
    return;
  }
  const path = pathname.slice(prefix.length - 1);
  if (!path.endsWith('/') && isFolder(folder, path)) {
    response.writeHead(301, { location: `${pathname}/${search}` }).end();
    return;
  }
  request.url = path + search;
  // No page asks for a part of a file, and sirv throws at a part that ends before it begins.
  delete request.headers.range;
  files(request, response, () => {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(readFileSync(join(folder, '404.html')));
  });
}

/** `//` and the like name another host where a URL is read, or none at all: here every address is a path. */
function addressIn(target: string): URL {
  const path = target.startsWith('/') ? target : `/${target}`;
  return new URL(`http://localhost${path}`);
}

function isFolder(folder: string, path: string): boolean {
  try {
    const target = join(folder, decodeURIComponent(path));
    return target.startsWith(folder + sep) && statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // A path that cannot be decoded names no folder; sirv answers it.
    return false;
  }
}
