// Floor 7. The server of a workshop: the built site, and the desk for hand-ins. No request whatsoever ends it, and none lasts for long.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { handInsPath, livePath } from '../../site/workshop/live.ts';
import { Desk, type DeskOptions } from './desk.ts';
import { isMeantForUs } from './own-names.ts';
import { redirect, refuse, replyFile, replyJson } from './replies.ts';
import type { SiteFiles } from './site-files.ts';

export interface WorkshopServerOptions extends DeskOptions {
  readonly site: SiteFiles;
  /** 0 takes any free port. */
  readonly port: number;
  /** `undefined` listens on all addresses of the machine. */
  readonly host: string | undefined;
}

export interface WorkshopServer {
  readonly port: number;
  /** Takes nothing new, lets what is being handed in get to the disk, and ends. */
  close(): Promise<void>;
}

const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  /** A body of the largest size over a Wi-Fi that barely works. */
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
} as const;
/** For a connection on which nothing moves. */
const idleMs = 60_000;
const connectionsMax = 1000;
/** A room behind one address has six for each browser. */
const connectionsOfOneMax = 600;
/** When it ends, for what is still being sent. */
const farewellMs = 5_000;

/** Rejects when it cannot listen. */
export async function openWorkshop(options: WorkshopServerOptions): Promise<WorkshopServer> {
  const desk = new Desk(options);
  const server = createServer(limits, (request, response) => {
    // A connection that breaks while it is answered is nobody's trouble.
    response.on('error', () => {});
    const place = { ...options, desk, port: portOf(server.address()) };
    Promise.resolve()
      .then(() => answer(request, response, place))
      .catch((error: unknown) => {
        options.onTrouble(`A request could not be answered: ${error instanceof Error ? error.message : String(error)}`);
        if (response.headersSent) response.destroy();
        else refuse(response, 500, 'The server could not answer this.');
      });
  });
  server.maxHeadersCount = 100;
  server.maxConnections = connectionsMax;
  server.setTimeout(idleMs);
  server.on('connection', boundedBySender());
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else socket.end(`HTTP/1.1 ${statusOf(error.code)}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: options.port, ...(options.host !== undefined && { host: options.host }) }, resolve);
  });
  return {
    port: portOf(server.address()),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, farewellMs);
      });
      await Promise.race([desk.idle(), patience]);
      clearTimeout(timer);
      // What is answered has left for the network by the next turn.
      await new Promise((resolve) => setImmediate(resolve));
      server.closeAllConnections();
      await closed;
      await options.collection.close();
    },
  };
}

// A server that listens on a port has an AddressInfo; the other types are for pipes and for closed servers.
const portOf = (address: AddressInfo | string | null): number => (address as AddressInfo | null)?.port ?? 0;

function statusOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

function boundedBySender(): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const sender = socket.remoteAddress ?? '';
    const count = open.get(sender) ?? 0;
    if (count >= connectionsOfOneMax) {
      socket.destroy();
      return;
    }
    open.set(sender, count + 1);
    socket.once('close', () => {
      const left = (open.get(sender) ?? 1) - 1;
      if (left === 0) open.delete(sender);
      else open.set(sender, left);
    });
  };
}

interface Place {
  readonly site: SiteFiles;
  readonly desk: Desk;
  readonly host: string | undefined;
  readonly port: number;
}

function answer(request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> | void {
  const { method = 'GET', headers, url = '/' } = request;
  const { site, desk, host, port } = place;
  const meant = { host: headers.host, origin: headers.origin, localAddress: request.socket.localAddress, port };
  const [target = '', query = ''] = url.split(/\?(.*)/s);
  const path = decoded(target);
  if (!isMeantForUs(meant, host)) {
    return refuse(response, 421, 'This server answers at the address that it printed, and at no other.');
  }
  if (path === undefined) return refuse(response, 400, 'This is no address.');
  if (path === `/${handInsPath}` && method === 'POST') return desk.take(request, response);
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return refuse(response, 405, `This address takes no ${method}.`);
  }
  if (path === `/${livePath}`) return replyJson(response, 200, { live: true });
  if (path === `/${handInsPath}`) return desk.tell(request, response, new URLSearchParams(query).get('after'));
  const file = site.at(path.replace(/\/index\.html$/, '/'));
  if (file !== undefined) return replyFile(request, response, 200, file);
  if (site.at(`${path}/`) !== undefined) return redirect(response, `${target}/${query === '' ? '' : `?${query}`}`);
  if (site.notFound !== undefined) return replyFile(request, response, 404, site.notFound);
  return refuse(response, 404, 'There is no such page.');
}

/** `undefined` for what is no path. */
function decoded(target: string): string | undefined {
  try {
    return target.startsWith('/') ? decodeURIComponent(target) : undefined;
  } catch {
    return undefined;
  }
}
