// Floor 3. One request on its way and back, and what the trace says of it. Knows nothing of what is asked.
import type { Api, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { Emit, NetworkEvent } from '../../protocol/trace-event.ts';
import type { RequestContext, ResponseHandler } from '../../protocol/wire.ts';

/** The request's types are forgotten here: `send` has put them together, and nothing in between looks inside. */
export interface Exchange {
  readonly correlationId: number;
  readonly clientId: string;
  readonly brokerId: number;
  readonly api: Api;
  readonly request: RequestOf<Api>;
  readonly context: RequestContext;
  readonly handler: ResponseHandler<Api>;
}

/** Records what became of an exchange. */
export class ExchangeTrace {
  readonly #emit: Emit;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  requestSent(exchange: Exchange): void {
    this.#emit({ kind: 'request.sent', ...names(exchange), request: exchange.request });
  }

  requestDropped(exchange: Exchange, why: string): void {
    this.#emit({ kind: 'request.dropped', ...names(exchange), why });
  }

  responseSent(exchange: Exchange, response: ResponseOf<Api>): void {
    this.#emit({ kind: 'response.sent', ...names(exchange), response });
  }

  responseDropped(exchange: Exchange, why: string): void {
    this.#emit({ kind: 'response.dropped', ...names(exchange), why });
  }

  happened(
    kind: Extract<NetworkEvent['kind'], 'request.delivered' | 'response.delivered' | 'request.disconnected'>,
    exchange: Exchange,
  ): void {
    this.#emit({ kind, ...names(exchange) });
  }
}

function names({ correlationId, clientId, brokerId, api }: Exchange) {
  return { correlationId, clientId, brokerId, api };
}
