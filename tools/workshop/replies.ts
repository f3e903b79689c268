// Floor 7. How the workshop's server answers: each answer with the headers that keep browsers careful.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SiteFile } from './site-files.ts';

/** The pages' own policy stands in them; a header alone can say that nobody may put them into a frame. */
const careful = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  const headers = { ...careful, 'content-type': 'application/json', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

/** @param problem a sentence or two, for whoever asked */
export function refuse(response: ServerResponse, status: number, problem: string): void {
  replyJson(response, status, { problem });
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { ...careful, location, 'cache-control': 'no-cache' }).end();
}

export async function replyFile(
  request: IncomingMessage,
  response: ServerResponse,
  status: 200 | 404,
  file: SiteFile,
): Promise<void> {
  const takesZip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const zipped = takesZip ? await file.zipped() : undefined;
  const tag = zipped === undefined ? file.tag : file.tag.replace(/"$/, '-z"');
  const headers = {
    ...careful,
    etag: tag,
    vary: 'accept-encoding',
    'cache-control': file.isAsset ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (status === 200 && request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  const body = zipped ?? file.content;
  response.writeHead(status, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(zipped && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
