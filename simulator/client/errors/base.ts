// Floor 3. The branches of Kafka's tree of errors, and the three errors of Java itself that clients raise. Knows no request.
import { KafkaException, type Retriable } from '../../protocol/kafka-exception.ts';

/** An error that a broker answered with, or that stands for one (Kafka: `common.errors.ApiException`). */
export class ApiException extends KafkaException {
  override readonly name: string = 'ApiException';
}

/** An error that may pass by itself: the same call can succeed when it is made again (Kafka: `common.errors.RetriableException`). */
export class RetriableException extends ApiException {
  override readonly name: string = 'RetriableException';
  override readonly retriable: boolean = true;
}

/** What the client knows of topics and leaders is out of date; it asks again by itself (Kafka: `common.errors.InvalidMetadataException`). */
export class InvalidMetadataException extends RetriableException {
  override readonly name: string = 'InvalidMetadataException';
}

/** The client may not do this (Kafka: `common.errors.AuthorizationException`). Trying again does not help. */
export class AuthorizationException extends ApiException {
  override readonly name: string = 'AuthorizationException';
}

/**
 * A call that does not fit the state of the object, for example any call after `close` (Java: `IllegalStateException`). As in Java it is not a
 * KafkaException: it is the program that is wrong.
 */
export class IllegalStateException extends Error implements Retriable {
  override readonly name: string = 'IllegalStateException';
  readonly retriable: boolean = false;
}

/** An argument that no call can be made with, for example a negative offset (Java: `IllegalArgumentException`). Not a KafkaException. */
export class IllegalArgumentException extends Error implements Retriable {
  override readonly name: string = 'IllegalArgumentException';
  readonly retriable: boolean = false;
}

/**
 * A call into a consumer while another one is pending (Java: `ConcurrentModificationException`; a consumer is not safe for several threads). Most
 * often an `await` was forgotten. Only `wakeup` may be called at any time, and everything from inside one of the consumer's own callbacks.
 */
export class ConcurrentModificationException extends Error implements Retriable {
  override readonly name: string = 'ConcurrentModificationException';
  readonly retriable: boolean = false;
}
