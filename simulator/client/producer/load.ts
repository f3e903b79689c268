// Floor 3. Records at a rate: evenly, at random, or in bursts. The same stream of chance gives the same records at the same times.
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { RandomStream } from '../../kernel/random.ts';
import { keySource, type LoadKeys } from './load-keys.ts';
import type { ProducerCore } from './producer-core.ts';

/** When the records of a load are sent. */
export type Arrivals =
  | { readonly kind: 'constant' }
  /** Independently of each other, as many a second on average. */
  | { readonly kind: 'poisson' }
  /** All records of `everyMs` at once, at its beginning. */
  | { readonly kind: 'bursts'; readonly everyMs: number };

/** What is sent to one topic. The value of a record is its number in the load, from 0. */
export interface Load {
  readonly topic: string;
  /** Records a second. */
  readonly rate: number;
  readonly arrivals: Arrivals;
  readonly keys: LoadKeys;
  /** From this time on, in ms of virtual time. */
  readonly fromMs: number;
  /** Before this time. */
  readonly untilMs: number;
}

export interface LoadOptions {
  readonly load: Load;
  readonly producer: Pick<ProducerCore, 'send'>;
  readonly clock: Clock;
  /** A stream of its own, so that a load shifts nobody else's luck. */
  readonly random: RandomStream;
}

/** A load that is being sent. */
export class RunningLoad {
  readonly #options: LoadOptions;
  readonly #keyOf: (record: number) => string | null;
  readonly #times: Iterator<number>;
  #timer: Timer | undefined;
  #nextMs: number;
  #sent = 0;
  #failed = 0;

  /** Begins at once, or at `fromMs` when that is later. */
  constructor(options: LoadOptions) {
    const { load, random } = options;
    this.#options = options;
    this.#keyOf = keySource(load.topic, load.keys, random);
    this.#times = timesOf(load, Math.max(load.fromMs, options.clock.now()), random);
    this.#nextMs = this.#drawTime();
    this.#wait();
  }

  /** How many records were handed to the producer. */
  get sentCount(): number {
    return this.#sent;
  }

  /** How many of them the producer gave up on: they may be in the log or not. */
  get failedCount(): number {
    return this.#failed;
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #drawTime(): number {
    const next = this.#times.next();
    return next.done === true || next.value >= this.#options.load.untilMs ? Number.POSITIVE_INFINITY : next.value;
  }

  #wait(): void {
    if (this.#nextMs === Number.POSITIVE_INFINITY) return;
    const { clock } = this.#options;
    this.#timer = clock.after(Math.max(0, this.#nextMs - clock.now()), () => {
      // Several may be due in one millisecond, and a process that was frozen has some to make up for.
      while (this.#nextMs <= clock.now()) {
        this.#send();
        this.#nextMs = this.#drawTime();
      }
      this.#wait();
    });
  }

  #send(): void {
    const { load, producer } = this.#options;
    const number = this.#sent++;
    producer.send({ topic: load.topic, key: this.#keyOf(number), value: number }).onDone((outcome) => {
      if ('error' in outcome) this.#failed++;
    });
  }
}

/** The times of all records, in whole milliseconds, ascending, without end. */
function* timesOf({ rate, arrivals }: Load, fromMs: number, random: RandomStream): Generator<number, never, void> {
  const everyMs = 1000 / rate;
  switch (arrivals.kind) {
    case 'constant':
      for (let record = 0; ; record++) yield fromMs + Math.floor(record * everyMs);
    case 'poisson': {
      let atMs = fromMs;
      for (;;) {
        atMs += random.exponential(everyMs);
        yield Math.floor(atMs);
      }
    }
    case 'bursts': {
      // A fraction of a record is carried over to the next burst, so that the rate holds.
      const each = arrivals.everyMs / everyMs;
      for (let burst = 0; ; burst++) {
        const count = Math.floor((burst + 1) * each) - Math.floor(burst * each);
        for (let record = 0; record < count; record++) yield fromMs + burst * arrivals.everyMs;
      }
    }
  }
}
