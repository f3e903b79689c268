// Floor 3. One connection of one client to one broker: two lanes, the requests that wait for an answer, and how it ends.
// Knows nothing of what is asked and answered.
import type { Timer } from '../../kernel/clock.ts';
import type { Api, ResponseOf } from '../../protocol/requests.ts';
import type { Exchange, ExchangeTrace } from './exchange.ts';
import { Lane } from './lane.ts';
import type { Loss } from './loss.ts';
import type { Scheduler } from './scheduler.ts';

/** A broker that is up, as a connection reaches it. The same object as long as the broker lives. */
export interface BrokerPort {
  /** Milliseconds from the arrival of a request until the broker deals with it. */
  readonly processingMs: number;
  handle(exchange: Exchange, reply: ExchangeReply): void;
}

/** What comes of a request: an answer, no answer, or the end of the connection. */
export interface ExchangeReply {
  respond(response: ResponseOf<Api>): void;
  done(): void;
  hangUp(): void;
}

/** The link that a connection runs over, as it is at the moment of each call. */
export interface Link {
  readonly scheduler: Scheduler;
  readonly trace: ExchangeTrace;
  /** How long an attempt to connect lasts: `socket.connection.setup.timeout.ms`. */
  readonly setupTimeoutMs: number;
  latencyMs(): number;
  /** Draws whether the next message is lost, and what that does. */
  lose(): Loss['effect'] | undefined;
  isCut(direction: 'to broker' | 'to client'): boolean;
  /** The broker, if it is up. */
  port(): BrokerPort | undefined;
}

/** Each is called once. */
export interface ConnectionEnds {
  /** The client may no longer use it. */
  closed(connection: Connection): void;
  /** Nothing will happen on it any more. */
  finished(connection: Connection): void;
}

const closedByClient = 'connection closed by the client';

type ToClient = { readonly exchange: Exchange; readonly response: ResponseOf<Api> } | 'closed';

/**
 * Requests arrive in order. As Kafka's broker does, it deals with one request of a connection at a time: what comes behind a
 * JoinGroup or a Fetch that waits, waits too (Kafka: SocketServer mutes the channel).
 */
export class Connection {
  readonly #link: Link;
  readonly #ends: ConnectionEnds;
  readonly #toBroker: Lane<Exchange>;
  readonly #toClient: Lane<ToClient>;
  /** Unanswered, as the client sees it. */
  readonly #pending = new Set<Exchange>();
  /** Arrived at the broker, which is busy with one that came before. */
  readonly #queue: Exchange[] = [];
  readonly #setup: Timer;
  #isBusy = false;
  #isFinished = false;
  /** The broker that took the connection. */
  #port: BrokerPort | undefined;
  #brokerEnd: 'open' | 'closed' = 'open';
  #clientEnd: 'open' | 'closed' = 'open';
  /** Directions in which a message was lost: what comes after it can never be handed over. */
  #isStalledToBroker = false;
  #isStalledToClient = false;

  constructor(link: Link, ends: ConnectionEnds) {
    this.#link = link;
    this.#ends = ends;
    const { scheduler } = link;
    const latencyMs = () => link.latencyMs();
    this.#toBroker = new Lane({
      scheduler,
      latencyMs,
      // Setting up a connection takes messages both ways.
      isBlocked: () => link.isCut('to broker') || (this.#port === undefined && link.isCut('to client')),
      arrived: (exchange) => this.#arrivedAtBroker(exchange),
    });
    this.#toClient = new Lane({
      scheduler,
      latencyMs,
      isBlocked: () => link.isCut('to client'),
      arrived: (message) => this.#arrivedAtClient(message),
    });
    this.#setup = scheduler.after(link.setupTimeoutMs, () => this.#giveUpSetup());
  }

  get brokerPort(): BrokerPort | undefined {
    return this.#port;
  }

  send(exchange: Exchange): void {
    this.#pending.add(exchange);
    const loss = this.#isStalledToBroker ? 'stall' : this.#link.lose();
    if (loss === undefined) {
      this.#toBroker.send(exchange);
      return;
    }
    this.#link.trace.requestDropped(exchange, this.#isStalledToBroker ? 'behind a lost message' : 'lost');
    this.#isStalledToBroker = true;
    this.#setup.cancel();
    if (loss === 'reset') this.closeByBroker();
  }

  /** The client is through with it, or gone: no answer is taken any more, but what was sent still arrives. */
  closeByClient(): void {
    if (this.#clientEnd === 'closed') return;
    this.#clientEnd = 'closed';
    this.#setup.cancel();
    this.#pending.clear();
    for (const message of this.#toClient.clear()) {
      if (message !== 'closed') this.#link.trace.responseDropped(message.exchange, closedByClient);
    }
    if (this.#port === undefined && this.#toBroker.isHeldBack) this.#drop(this.#toBroker.clear(), 'never connected');
    this.#ends.closed(this);
    this.#checkFinished();
  }

  /** The broker is gone, or hangs up: what it has not dealt with is lost, and the client hears of it in time. */
  closeByBroker(): void {
    if (this.#brokerEnd === 'closed') return;
    this.#brokerEnd = 'closed';
    this.#queue.length = 0;
    if (!this.#isStalledToClient && this.#clientEnd === 'open') this.#toClient.send('closed');
    this.#checkFinished();
  }

  /** A cut is healed. */
  resume(): void {
    this.#toBroker.resume();
    this.#toClient.resume();
  }

  #arrivedAtBroker(exchange: Exchange): void {
    this.#setup.cancel();
    this.#port ??= this.#link.port();
    if (this.#port === undefined) this.closeByBroker();
    if (this.#brokerEnd === 'closed') {
      this.#drop([exchange], 'connection closed by the broker');
      this.#checkFinished();
      return;
    }
    this.#link.trace.happened('request.delivered', exchange);
    this.#queue.push(exchange);
    this.#next();
  }

  #next(): void {
    if (this.#isBusy || this.#port === undefined) return;
    const exchange = this.#queue.shift();
    if (exchange === undefined) return;
    this.#isBusy = true;
    this.#checkFinished();
    const { processingMs } = this.#port;
    if (processingMs === 0) this.#handle(exchange, this.#port);
    else this.#link.scheduler.after(processingMs, () => this.#port && this.#handle(exchange, this.#port));
  }

  #handle(exchange: Exchange, port: BrokerPort): void {
    if (this.#brokerEnd === 'closed') return;
    const done = () => {
      this.#isBusy = false;
      this.#checkFinished();
      // Whoever answers may be in the middle of something: it is not to be handed the next request before that is done.
      if (this.#queue.length > 0) this.#link.scheduler.schedule(0, 'delivery', () => this.#next());
    };
    port.handle(exchange, {
      respond: (response) => {
        if (this.#brokerEnd === 'closed') return;
        this.#respond(exchange, response);
        done();
      },
      done: () => {
        this.#pending.delete(exchange);
        done();
      },
      hangUp: () => this.closeByBroker(),
    });
  }

  #respond(exchange: Exchange, response: ResponseOf<Api>): void {
    const { trace } = this.#link;
    trace.responseSent(exchange, response);
    if (this.#clientEnd === 'closed') {
      trace.responseDropped(exchange, closedByClient);
      return;
    }
    const loss = this.#isStalledToClient ? 'stall' : this.#link.lose();
    if (loss === undefined) {
      this.#toClient.send({ exchange, response });
      return;
    }
    trace.responseDropped(exchange, this.#isStalledToClient ? 'behind a lost message' : 'lost');
    if (loss === 'reset') this.closeByBroker();
    this.#isStalledToClient = true;
  }

  #arrivedAtClient(message: ToClient): void {
    if (message === 'closed') {
      this.#disconnectClient();
      return;
    }
    const { exchange, response } = message;
    this.#pending.delete(exchange);
    this.#link.trace.happened('response.delivered', exchange);
    exchange.handler.onResponse(response);
  }

  /** Nobody answered when the connection was made. The client's own time is up, so no message is needed to tell it. */
  #giveUpSetup(): void {
    this.#drop(this.#toBroker.clear(), 'never connected');
    this.#brokerEnd = 'closed';
    this.#disconnectClient();
  }

  #disconnectClient(): void {
    if (this.#clientEnd === 'closed') return;
    const unanswered = [...this.#pending];
    this.closeByClient();
    for (const exchange of unanswered) {
      this.#link.trace.happened('request.disconnected', exchange);
      exchange.handler.onDisconnect();
    }
  }

  /** Requests that the broker has in hand may still be answered, but nobody listens. */
  #checkFinished(): void {
    if (this.#isFinished || this.#clientEnd === 'open' || !this.#toBroker.isEmpty || this.#queue.length > 0) return;
    this.#isFinished = true;
    this.#ends.finished(this);
  }

  #drop(exchanges: readonly Exchange[], why: string): void {
    for (const exchange of exchanges) this.#link.trace.requestDropped(exchange, why);
  }
}
