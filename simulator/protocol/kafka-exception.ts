// Floor 2. The root of the errors that clients and configuration raise, after Kafka's classes of the same names. Knows neither
// who raises them nor when.

/** What every error of this library has besides `name`, `message`, `cause` and `stack`. */
export interface Retriable {
  /** Whether the same call may well succeed when it is made again (Kafka: whether it is a `RetriableException`). */
  readonly retriable: boolean;
}

/**
 * The root of Kafka's own errors (Kafka: `org.apache.kafka.common.KafkaException`). `name` is the simple name of the Java class, `cause`
 * what is behind it: an exception of your rebalance listener reaches `poll` as a KafkaException with that exception as its cause.
 */
export class KafkaException extends Error implements Retriable {
  override readonly name: string = 'KafkaException';
  readonly retriable: boolean = false;
  protected static readonly defaultMessage: string = 'The client failed. See the cause.';

  constructor(message?: string, options?: ErrorOptions) {
    super(message ?? new.target.defaultMessage, options);
  }
}

/**
 * A configuration that cannot be used: an unknown key, a value out of its range, two values that contradict each other (Kafka:
 * `org.apache.kafka.common.config.ConfigException`). Thrown before anything runs. The message names the key and how to mend it.
 */
export class ConfigException extends KafkaException {
  override readonly name: string = 'ConfigException';
  /** The key that is wrong, where it is one: `session.timeout.ms`. */
  readonly key: string | undefined;

  constructor(message?: string, options?: ErrorOptions & { readonly key?: string }) {
    super(message, options);
    this.key = options?.key;
  }
}
