// Floor 1. Chance from one seed, in named streams: drawing from one never shifts another.

/** A stream of random numbers (sfc32). Not for secrets. */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    [this.#a, this.#b, this.#c] = hash(seed);
    for (let round = 0; round < 12; round++) this.#bits();
  }

  /** At least 0, less than 1. */
  next(): number {
    return this.#bits() / 4294967296;
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Waiting times of a Poisson process: exponentially distributed, at least 0. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  pick<T>(values: readonly T[]): T {
    const picked = values[this.integer(0, values.length - 1)];
    if (picked === undefined && values.length === 0) throw new RangeError('Nothing to pick from: the list is empty.');
    return picked as T;
  }

  /** Like a random UUID, as Kafka ends its member ids. */
  uuid(): string {
    const digits = [0, 0, 0, 0].map(() => this.#bits().toString(16).padStart(8, '0')).join('');
    const variant = '89ab'[Number.parseInt(digits.charAt(16), 16) & 3];
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }
}

/** Streams by name, all derived from one seed. The same name is the same stream. */
export class RandomStreams {
  readonly #seed: string | number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: string | number) {
    this.#seed = seed;
  }

  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new RandomStream(`${this.#seed}/${name}`);
      this.#streams.set(name, stream);
    }
    return stream;
  }
}

/** Three 32-bit words from a text (FNV-1a with different bases, then mixed). */
function hash(text: string): [number, number, number] {
  const words: [number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    for (let word = 0; word < 3; word++) {
      const mixed = Math.imul((words[word] ?? 0) ^ (code + word * 0x101), 0x01000193);
      words[word] = mixed ^ (mixed >>> 15);
    }
  }
  return words;
}
