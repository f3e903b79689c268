// Floor 3. Which brokers are up: each life of a broker, how it ends, and what the controller makes of it. Knows nothing of clients.
import type { Emit } from '../protocol/trace-event.ts';
import type { ClusterState } from './controller/cluster-state.ts';
import type { BrokerPort } from './network/connection.ts';
import type { Scheduler } from './network/scheduler.ts';
import type { BrokerNode } from './node/broker-node.ts';

/** A broker that is up. */
interface Life {
  readonly node: BrokerNode;
  readonly port: BrokerPort;
}

interface Broker {
  life: Life | undefined;
  /** It crashed, and the controller still takes it for alive. */
  isMissed: boolean;
  /** It is to start as soon as the controller has noticed that it was gone. */
  isStartAwaited: boolean;
  processingMs: number;
}

export interface BrokerLivesOptions {
  readonly scheduler: Scheduler;
  readonly cluster: ClusterState;
  readonly emit: Emit;
  readonly brokerIds: readonly number[];
  readonly brokerSessionTimeoutMs: number;
  readonly preferredLeaderDelayMs: number | undefined;
  /** A broker with an empty memory. */
  readonly createNode: (brokerId: number) => BrokerNode;
  /** Nobody is behind that port any more. */
  readonly wentDown: (port: BrokerPort) => void;
}

export class BrokerLives {
  readonly #options: BrokerLivesOptions;
  readonly #brokers = new Map<number, Broker>();

  constructor(options: BrokerLivesOptions) {
    this.#options = options;
    for (const id of options.brokerIds) {
      this.#brokers.set(id, { life: undefined, isMissed: false, isStartAwaited: false, processingMs: 0 });
    }
  }

  /** Starts every broker: the beginning of the cluster. */
  startAll(): void {
    for (const [id, broker] of this.#brokers) {
      this.#options.emit({ kind: 'broker.started', brokerId: id });
      this.#begin(id, broker);
    }
  }

  port(brokerId: number): BrokerPort | undefined {
    return this.#brokers.get(brokerId)?.life?.port;
  }

  node(brokerId: number): BrokerNode | undefined {
    return this.#brokers.get(brokerId)?.life?.node;
  }

  /** It was started again and waits until the controller has noticed that it was gone. */
  isStarting(brokerId: number): boolean {
    return this.#brokers.get(brokerId)?.isStartAwaited ?? false;
  }

  /** The brokers that are up. */
  get nodes(): readonly BrokerNode[] {
    return [...this.#brokers.values()].flatMap(({ life }) => (life === undefined ? [] : [life.node]));
  }

  setProcessing(brokerId: number, processingMs: number): void {
    if (!(Number.isInteger(processingMs) && processingMs >= 0)) {
      throw new RangeError(
        `Broker ${brokerId} cannot take ${processingMs} ms for a request. Give whole milliseconds, 0 or more.`,
      );
    }
    this.#broker(brokerId).processingMs = processingMs;
  }

  crash(brokerId: number): void {
    const broker = this.#broker(brokerId);
    const life = requireLife(brokerId, broker, 'crash');
    this.#options.emit({ kind: 'broker.crashed', brokerId });
    this.#end(broker, life);
    broker.isMissed = true;
    const { scheduler, brokerSessionTimeoutMs } = this.#options;
    if (brokerSessionTimeoutMs === 0) this.#notice(brokerId, broker);
    else scheduler.after(brokerSessionTimeoutMs, () => this.#notice(brokerId, broker));
  }

  stop(brokerId: number): void {
    const broker = this.#broker(brokerId);
    const life = requireLife(brokerId, broker, 'stop');
    this.#options.cluster.brokerLeft(brokerId);
    this.#options.emit({ kind: 'broker.stopped', brokerId });
    this.#end(broker, life);
  }

  restart(brokerId: number): void {
    const broker = this.#broker(brokerId);
    if (broker.life !== undefined || broker.isStartAwaited) {
      throw new RangeError(`Broker ${brokerId} is up already; it cannot be started. Crash or stop it first.`);
    }
    if (broker.isMissed) broker.isStartAwaited = true;
    else this.#start(brokerId, broker);
  }

  #start(brokerId: number, broker: Broker): void {
    this.#options.emit({ kind: 'broker.started', brokerId });
    const life = this.#begin(brokerId, broker);
    this.#options.cluster.brokerJoined(brokerId);
    const { preferredLeaderDelayMs, scheduler, cluster } = this.#options;
    if (preferredLeaderDelayMs === undefined) return;
    if (preferredLeaderDelayMs === 0) cluster.electPreferred(brokerId);
    else {
      scheduler.after(preferredLeaderDelayMs, () => {
        if (broker.life === life) cluster.electPreferred(brokerId);
      });
    }
  }

  #begin(brokerId: number, broker: Broker): Life {
    const node = this.#options.createNode(brokerId);
    const port: BrokerPort = {
      get processingMs() {
        return broker.processingMs;
      },
      handle: ({ api, request, context }, reply) => node.handle(api, request, context, reply),
    };
    const life = { node, port };
    broker.life = life;
    return life;
  }

  #end(broker: Broker, { node, port }: Life): void {
    broker.life = undefined;
    node.end();
    this.#options.wentDown(port);
  }

  #notice(brokerId: number, broker: Broker): void {
    broker.isMissed = false;
    this.#options.cluster.brokerLeft(brokerId);
    if (!broker.isStartAwaited) return;
    broker.isStartAwaited = false;
    this.#start(brokerId, broker);
  }

  #broker(brokerId: number): Broker {
    const broker = this.#brokers.get(brokerId);
    if (broker !== undefined) return broker;
    throw new RangeError(`There is no broker ${brokerId}. Brokers: ${this.#options.brokerIds.join(', ')}.`);
  }
}

function requireLife(brokerId: number, { life }: Broker, verb: string): Life {
  if (life !== undefined) return life;
  throw new RangeError(`Broker ${brokerId} cannot ${verb}: it is down already.`);
}
