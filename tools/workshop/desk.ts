// Floor 7. Where hand-ins are taken and the room is told of them: what is asked of a request before it counts. Every request is a stranger's.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type HandIn, HandInError, readHandIn } from '../../site/workshop/hand-in/hand-in.ts';
import { bodySizeMax } from '../../site/workshop/live.ts';
import { Allowance } from './allowance.ts';
import type { Collection } from './collection.ts';
import { readBody } from './read-body.ts';
import { refuse, replyJson } from './replies.ts';

export interface DeskOptions {
  readonly collection: Collection;
  /** Who has it sees what was handed in. */
  readonly key: string;
  readonly onTaken: (handIn: HandIn) => void;
  /** What the instructor has to know: a sentence. */
  readonly onTrouble: (what: string) => void;
}

/** As many bodies are held in memory at a time. */
const openMax = 100;

export class Desk {
  readonly #options: DeskOptions;
  readonly #key: Buffer;
  // A whole room may hand in at once from behind one address; nobody hands in twice a second for long.
  readonly #handIns = new Allowance({ atOnce: 200, perSecond: 2 });
  readonly #bytes = new Allowance({ atOnce: 12_000_000, perSecond: 50_000 });
  readonly #wrongKeys = new Allowance({ atOnce: 20, perSecond: 0.2 });
  readonly #open = new Set<Promise<void>>();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#key = digest(options.key);
  }

  /** Resolves when no hand-in is on its way any more. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await Promise.allSettled(this.#open);
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#open.size >= openMax) {
      response.setHeader('retry-after', '5');
      refuse(response, 503, 'Too many hand in at this moment. Try again in some seconds.');
      return;
    }
    const work = this.#take(request, response);
    this.#open.add(work);
    try {
      await work;
    } finally {
      this.#open.delete(work);
    }
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { 'content-type': type, 'content-encoding': packed } = request.headers;
    const sender = request.socket.remoteAddress ?? '';
    const isAllowed = this.#handIns.take(sender, 1, performance.now());
    // Read in any case: an answer that overtakes the body never reaches who is still sending.
    const body = await readBody(request, isAllowed ? bodySizeMax : 0);
    if (body.kind === 'gone') {
      response.destroy();
    } else if (
      !isAllowed ||
      (body.kind === 'whole' && !this.#bytes.take(sender, body.bytes.length, performance.now()))
    ) {
      response.setHeader('retry-after', '60');
      refuse(response, 429, 'Too much came from your address in a short time. Try again in a minute.');
    } else if (body.kind === 'too-large') {
      refuse(response, 413, `A hand-in has at most ${bodySizeMax / 1e6} MB. Choose fewer exercises.`);
    } else if (!/^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type ?? '') || packed !== undefined) {
      refuse(response, 415, 'A hand-in is sent as application/json.');
    } else {
      await this.#keep(body.bytes, response);
    }
  }

  async #keep(bytes: Buffer, response: ServerResponse): Promise<void> {
    const { collection, onTaken, onTrouble } = this.#options;
    const read = handInOf(bytes);
    if (typeof read === 'string') {
      refuse(response, 400, read);
      return;
    }
    const taken = await collection.take(read);
    if (taken.kind === 'taken') {
      onTaken(read);
      replyJson(response, 200, {});
    } else if (taken.kind === 'full') {
      onTrouble(`${taken.why} ${read.attendee} was refused.`);
      refuse(response, 507, `${taken.why} Tell your instructor, and hand in by file or text.`);
    } else {
      const why = taken.error instanceof Error ? taken.error.message : String(taken.error);
      onTrouble(`The hand-in of ${read.attendee} could not be written: ${why}. It was refused, and can be sent again.`);
      refuse(response, 507, 'The disk did not take it. Tell your instructor, and try again.');
    }
  }

  /** @param after the query's own text */
  tell(request: IncomingMessage, response: ServerResponse, after: string | null): void {
    const sender = request.socket.remoteAddress ?? '';
    const [, key = ''] = /^Bearer ([\w-]{1,100})$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!timingSafeEqual(digest(key), this.#key)) {
      const isAllowed = this.#wrongKeys.take(sender, 1, performance.now());
      if (isAllowed)
        refuse(response, 403, 'This is not the key of the room. Open the address that the server printed.');
      else refuse(response, 429, 'Too many wrong keys. Try again in a minute.');
    } else if (!/^\d{1,9}$/.test(after ?? '0')) {
      refuse(response, 400, 'after is no number.');
    } else {
      replyJson(response, 200, this.#options.collection.after(Number(after ?? '0')));
    }
  }
}

/** @returns a sentence where it is none */
function handInOf(bytes: Buffer): HandIn | string {
  try {
    return readHandIn(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    return error instanceof HandInError
      ? error.message
      : 'It is damaged: it is not JSON. Reload the page and try again.';
  }
}

/** Of one length, whatever was sent. */
const digest = (key: string): Buffer => createHash('sha256').update(key).digest();
