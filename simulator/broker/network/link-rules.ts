// Floor 3. What holds between two ends of the network: how slow, how lossy, cut or not. Knows nothing of messages.
import { type Endpoint, endpointName } from './endpoint.ts';

/** A value for all links, with others for those of one end, and for single links. The most special one holds. */
export class LinkSetting<T> {
  #everywhere: T;
  readonly #special = new Map<string, T>();

  constructor(everywhere: T) {
    this.#everywhere = everywhere;
  }

  /** For all links; for those of one end; or for the link between two, both ways. */
  set(value: T, a?: Endpoint, b?: Endpoint): void {
    if (a === undefined) this.#everywhere = value;
    else this.#special.set(b === undefined ? endpointName(a) : pairKey(endpointName(a), endpointName(b)), value);
  }

  /** The setting of the process comes before that of the broker, where each has one. */
  between(process: string, broker: string): T {
    if (this.#special.size === 0) return this.#everywhere;
    const key = [pairKey(process, broker), process, broker].find((name) => this.#special.has(name));
    return (key === undefined ? undefined : this.#special.get(key)) ?? this.#everywhere;
  }
}

/** Which directions of which links are cut. */
export class Cuts {
  readonly #cut = new Set<string>();

  cut(from: string, to: string): void {
    this.#cut.add(directionKey(from, to));
  }

  heal(from: string, to: string): void {
    this.#cut.delete(directionKey(from, to));
  }

  isCut(from: string, to: string): boolean {
    return this.#cut.size > 0 && this.#cut.has(directionKey(from, to));
  }
}

function pairKey(a: string, b: string): string {
  return JSON.stringify(a < b ? [a, b] : [b, a]);
}

function directionKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
