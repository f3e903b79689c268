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

  // Field by field: these are most of what a run records, and a copy of a copy would be most of their cost.

  requestSent({ correlationId, clientId, brokerId, api, request }: Exchange): void {
    this.#emit({ kind: 'request.sent', correlationId, clientId, brokerId, api, request });
  }

  requestDropped({ correlationId, clientId, brokerId, api }: Exchange, why: string): void {
    this.#emit({ kind: 'request.dropped', correlationId, clientId, brokerId, api, why });
  }

  responseSent({ correlationId, clientId, brokerId, api }: Exchange, response: ResponseOf<Api>): void {
    this.#emit({ kind: 'response.sent', correlationId, clientId, brokerId, api, response });
  }

  responseDropped({ correlationId, clientId, brokerId, api }: Exchange, why: string): void {
    this.#emit({ kind: 'response.dropped', correlationId, clientId, brokerId, api, why });
  }

  happened(
    kind: Extract<NetworkEvent['kind'], 'request.delivered' | 'response.delivered' | 'request.disconnected'>,
    { correlationId, clientId, brokerId, api }: Exchange,
  ): void {
    this.#emit({ kind, correlationId, clientId, brokerId, api });
  }
}
