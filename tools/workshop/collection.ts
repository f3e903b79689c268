// Floor 7. What was handed in, numbered as it came, within bounds that a room never reaches and a flood does. Knows no request.
import type { HandIn } from '../../site/workshop/hand-in/hand-in.ts';
import { handInFileSizeMax } from '../../site/workshop/hand-in/read-hand-ins.ts';
import { type HandInFile, lineOf } from './hand-in-file.ts';

export interface Bounds {
  /** Of the file, in bytes. */
  readonly size: number;
  readonly handIns: number;
  /** Browsers that hand in, each with an id of its own: names may be chosen twice. */
  readonly attendees: number;
}

/** What the room opens as one file, too. */
const bounds: Bounds = { size: handInFileSizeMax, handIns: 5000, attendees: 200 };
/** Of one answer to the room, in characters, unless a single hand-in is longer. */
const batchSize = 2_000_000;

export type Taken =
  | { readonly kind: 'taken' }
  /** The room has no place for it. A sentence for the attendee. */
  | { readonly kind: 'full'; readonly why: string }
  /** The disk did not take it. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface Arrived {
  readonly arrived: readonly { readonly number: number; readonly handIn: HandIn }[];
  readonly more: boolean;
}

export class Collection {
  readonly #file: HandInFile;
  readonly #bounds: Bounds;
  readonly #handIns: HandIn[];
  readonly #attendees: Set<string>;
  /** Hand-ins are written one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: HandInFile, handIns: readonly HandIn[], within: Bounds = bounds) {
    this.#file = file;
    this.#bounds = within;
    this.#handIns = [...handIns];
    this.#attendees = new Set(handIns.map(({ attendeeId }) => attendeeId));
  }

  get count(): number {
    return this.#handIns.length;
  }

  get attendeeCount(): number {
    return this.#attendees.size;
  }

  /** Resolves with `taken` when it is on the disk. Never rejects. */
  take(handIn: HandIn): Promise<Taken> {
    const taken = this.#last.then(() => this.#write(handIn));
    this.#last = taken;
    return taken;
  }

  async #write(handIn: HandIn): Promise<Taken> {
    const why = this.#whyFull(handIn);
    if (why !== undefined) return { kind: 'full', why };
    try {
      await this.#file.append(handIn);
    } catch (error) {
      return { kind: 'failed', error };
    }
    this.#handIns.push(handIn);
    this.#attendees.add(handIn.attendeeId);
    return { kind: 'taken' };
  }

  #whyFull(handIn: HandIn): string | undefined {
    const { size, handIns, attendees } = this.#bounds;
    if (!this.#attendees.has(handIn.attendeeId) && this.#attendees.size >= attendees) {
      return `The room has ${attendees} attendees, and no place for one more.`;
    }
    if (this.#handIns.length >= handIns) return `The room has ${handIns} hand-ins, and no place for one more.`;
    if (this.#file.size + lineOf(handIn).length > size) return `The room’s file has ${size / 1e6} MB, and is full.`;
    return undefined;
  }

  /** @param number of the last one that is known; 0 for none */
  after(number: number): Arrived {
    const arrived: { readonly number: number; readonly handIn: HandIn }[] = [];
    let size = 0;
    for (const [index, handIn] of this.#handIns.slice(number).entries()) {
      size += JSON.stringify(handIn).length;
      if (arrived.length > 0 && size > batchSize) return { arrived, more: true };
      arrived.push({ number: number + index + 1, handIn });
    }
    return { arrived, more: false };
  }

  /** Resolves when all that was begun is on the disk. */
  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }
}
