// Floor 3. The network between clients and brokers: connections with latency, loss and cuts. Knows nothing of what is asked, and
// nothing of brokers but that they are up or down. Brokers among themselves do not use it: replication is instant.
import type { RandomStreams } from '../../kernel/random.ts';
import type { Emit } from '../../protocol/trace-event.ts';
import type { Wire } from '../../protocol/wire.ts';
import { type ClientIdentity, ClientWire } from './client-wire.ts';
import { type BrokerPort, Connection, type Link } from './connection.ts';
import { type Endpoint, endpointName } from './endpoint.ts';
import { ExchangeTrace } from './exchange.ts';
import { checkLatency, drawLatency, type Latency } from './latency.ts';
import { Cuts, LinkSetting } from './link-rules.ts';
import { checkLoss, type Loss } from './loss.ts';
import type { Scheduler } from './scheduler.ts';

export interface NetworkConfig {
  /** Of every link that has none of its own. Default: nothing takes time. */
  readonly latency: Latency;
  /** Default: nothing is lost. */
  readonly loss: Loss;
  /** `socket.connection.setup.timeout.ms`: when an attempt to connect is given up. Kafka varies it by 20 %; here it is exact. */
  readonly setupTimeoutMs: number;
}

export const defaultNetwork: NetworkConfig = {
  latency: { kind: 'constant', ms: 0 },
  loss: { probability: 0, effect: 'stall' },
  setupTimeoutMs: 10_000,
};

export interface NetworkOptions {
  readonly scheduler: Scheduler;
  readonly randoms: RandomStreams;
  readonly emit: Emit;
  readonly brokerIds: readonly number[];
  /** A broker as connections reach it, `undefined` while it is down. */
  readonly port: (brokerId: number) => BrokerPort | undefined;
  readonly config: NetworkConfig;
}

/** `to`: what the first end sends to the second; `from`: what the second sends to the first. */
export type Way = 'both' | 'to' | 'from';

export class Network {
  readonly #options: NetworkOptions;
  readonly #trace: ExchangeTrace;
  readonly #latency: LinkSetting<Latency>;
  readonly #loss: LinkSetting<Loss>;
  readonly #cuts = new Cuts();
  readonly #connections = new Set<Connection>();
  readonly #wires = new Map<string, Set<ClientWire>>();
  #correlationId = 0;

  constructor(options: NetworkOptions) {
    checkLatency(options.config.latency);
    checkLoss(options.config.loss);
    this.#options = options;
    this.#trace = new ExchangeTrace(options.emit);
    this.#latency = new LinkSetting(options.config.latency);
    this.#loss = new LinkSetting(options.config.loss);
  }

  /** A client's way to the brokers. Chance on its links comes from streams of its own, by process, client id and broker. */
  wire(identity: ClientIdentity): Wire {
    const { process, clientId, clientHost } = identity;
    const context = Object.freeze({ clientId, clientHost });
    const wire = new ClientWire({
      connect: (brokerId, onClose) => this.#connect(identity, brokerId, onClose),
      send: (connection, brokerId, api, request, handler) => {
        const correlationId = this.#correlationId++;
        const exchange = { correlationId, clientId, brokerId, api, request, context, handler };
        this.#trace.requestSent(exchange);
        connection.send(exchange);
      },
    });
    const ofProcess = this.#wires.get(process);
    if (ofProcess === undefined) this.#wires.set(process, new Set([wire]));
    else ofProcess.add(wire);
    return wire;
  }

  /** The process is gone: its connections close. What it sent arrives; what is sent to it finds nobody. */
  closeProcess(process: string): void {
    for (const wire of this.#wires.get(process) ?? []) wire.close();
    this.#wires.delete(process);
  }

  /** The broker behind this port went down: connections break, and what is on its way to it is lost. */
  brokerWentDown(port: BrokerPort): void {
    for (const connection of [...this.#connections]) {
      if (connection.brokerPort === port) connection.closeByBroker();
    }
  }

  /**
   * Cuts a link between a process and a broker. Nothing is lost by it: what waits is delivered once the link is healed, unless the
   * client has given up the connection before it was made. New connections need both ways.
   *
   * @throws RangeError unless one end is a broker and the other one a process
   */
  cut(a: Endpoint, b: Endpoint, way: Way = 'both'): void {
    for (const [from, to] of this.#directions(a, b, way)) this.#cuts.cut(from, to);
    this.#options.emit({ kind: 'network.cut', between: [endpointName(a), endpointName(b)], way });
  }

  /** @throws RangeError unless one end is a broker and the other one a process */
  heal(a: Endpoint, b: Endpoint, way: Way = 'both'): void {
    for (const [from, to] of this.#directions(a, b, way)) this.#cuts.heal(from, to);
    this.#options.emit({ kind: 'network.healed', between: [endpointName(a), endpointName(b)], way });
    for (const connection of [...this.#connections]) connection.resume();
  }

  /** For what is sent from now on: everywhere, on all links of one end, or on the link between two.
   * @throws RangeError when it is negative or no whole number of milliseconds */
  setLatency(latency: Latency, a?: Endpoint, b?: Endpoint): void {
    checkLatency(latency);
    for (const end of [a, b]) if (end !== undefined) this.#checkEndpoint(end);
    this.#latency.set(latency, a, b);
  }

  /** For what is sent from now on: everywhere, on all links of one end, or on the link between two.
   * @throws RangeError when the probability is not between 0 and 1 */
  setLoss(loss: Loss, a?: Endpoint, b?: Endpoint): void {
    checkLoss(loss);
    for (const end of [a, b]) if (end !== undefined) this.#checkEndpoint(end);
    this.#loss.set(loss, a, b);
  }

  #connect({ process, clientId }: ClientIdentity, brokerId: number, onClose: () => void): Connection {
    this.#checkEndpoint(brokerId);
    const { scheduler, randoms, config, port } = this.#options;
    const broker = endpointName(brokerId);
    const stream = `network/${process}/${clientId}/${broker}`;
    const link: Link = {
      scheduler,
      trace: this.#trace,
      setupTimeoutMs: config.setupTimeoutMs,
      latencyMs: () => drawLatency(this.#latency.between(process, broker), () => randoms.stream(stream)),
      lose: () => {
        const { probability, effect } = this.#loss.between(process, broker);
        return probability > 0 && randoms.stream(`${stream}/loss`).chance(probability) ? effect : undefined;
      },
      isCut: (direction) =>
        direction === 'to broker' ? this.#cuts.isCut(process, broker) : this.#cuts.isCut(broker, process),
      port: () => port(brokerId),
    };
    const connection = new Connection(link, {
      closed: onClose,
      finished: (finished) => this.#connections.delete(finished),
    });
    this.#connections.add(connection);
    return connection;
  }

  #directions(a: Endpoint, b: Endpoint, way: Way): readonly (readonly [from: string, to: string])[] {
    for (const end of [a, b]) this.#checkEndpoint(end);
    if (way !== 'both' && way !== 'to' && way !== 'from') {
      throw new RangeError(`A link is cut and healed both, to or from, not "${String(way)}".`);
    }
    if ((typeof a === 'number') === (typeof b === 'number')) {
      throw new RangeError(
        `A link runs between a process and a broker, not between ${endpointName(a)} and ${endpointName(b)}. ` +
          'Name the process by its name and the broker by its id.',
      );
    }
    const [first, second] = [endpointName(a), endpointName(b)];
    const directions: (readonly [string, string])[] = [];
    if (way !== 'from') directions.push([first, second]);
    if (way !== 'to') directions.push([second, first]);
    return directions;
  }

  #checkEndpoint(endpoint: Endpoint): void {
    const { brokerIds } = this.#options;
    if (typeof endpoint === 'string' || brokerIds.includes(endpoint)) return;
    throw new RangeError(`There is no broker ${endpoint}. Brokers: ${brokerIds.join(', ')}.`);
  }
}
