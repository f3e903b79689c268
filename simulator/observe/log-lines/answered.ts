// Floor 4. An answer that a consumer got, and what several answers lead to alike: a generation that is reset, a coordinator that has to be
// looked for (Kafka 4.0: AbstractCoordinator).
import type { ErrorCode } from '../../protocol/error-code.ts';
import type { Api, RequestOf, ResponseOf } from '../../protocol/requests.ts';
import type { ConsumerView } from '../consumer-view.ts';
import { consumerLine, coordinatorLogger } from './consumer-log.ts';
import { apiName, type GenerationOf, generationText, type LogLine } from './log-line.ts';
import type { LoggedCluster } from './logged-cluster.ts';
import type { LoggedConsumer } from './logged-consumers.ts';

export type Failure = Exclude<ErrorCode, 'NONE'>;

/** An answer with the request that it answers, and what the consumer was when it came. */
export interface Answered {
  readonly api: Api;
  readonly request: RequestOf<Api>;
  readonly response: ResponseOf<Api>;
  readonly consumer: LoggedConsumer;
  readonly view: ConsumerView | undefined;
  readonly cluster: LoggedCluster;
}

/** The coordinator is not, or not any more, where the consumer looked for it (Kafka: AbstractCoordinator.markCoordinatorUnknown). */
export function coordinatorLostLines(consumer: LoggedConsumer, cause: string, isDisconnected: boolean): LogLine[] {
  const { coordinator } = consumer;
  if (coordinator === undefined) return [];
  consumer.coordinator = undefined;
  const info = (text: string) => consumerLine(consumer, 'INFO', coordinatorLogger, text);
  return [
    info(
      `Group coordinator ${coordinator} is unavailable or invalid due to cause: ${cause}. ` +
        `isDisconnected: ${isDisconnected}. Rediscovery will be attempted.`,
    ),
    ...(isDisconnected ? [] : [info(`Requesting disconnect from last known coordinator ${coordinator}`)]),
  ];
}

export function rejoinLine(consumer: LoggedConsumer, reason: string): LogLine {
  return consumerLine(consumer, 'INFO', coordinatorLogger, `Request joining group due to: ${reason}`);
}

/** Notes why the generation is reset, which a later event tells of. Returns whether the answer is about the present generation. */
export function reset(answered: Answered, error: Failure, always = false): boolean {
  const { api, consumer, view } = answered;
  const sent = sentGeneration(answered);
  const isCurrent = view === undefined || (view.memberId === sent.memberId && view.generationId === sent.generationId);
  if (isCurrent || always) consumer.resetReason = `encountered ${error} from ${apiName(api)} response`;
  return isCurrent;
}

/** The generation that the member had when it sent the request. JoinGroup carries it in the member's metadata. */
function sentGeneration({ request }: Answered): GenerationOf {
  const memberId = 'memberId' in request ? request.memberId : '';
  if ('generationId' in request) return { memberId, generationId: request.generationId };
  return { memberId, generationId: 'protocols' in request ? generationIn(request.protocols[0]?.metadata) : -1 };
}

function generationIn(metadata: unknown): number {
  if (typeof metadata !== 'object' || metadata === null || !('generationId' in metadata)) return -1;
  return typeof metadata.generationId === 'number' ? metadata.generationId : -1;
}

export function sentText(answered: Answered): string {
  return generationText(sentGeneration(answered), answered.consumer.protocolName);
}
