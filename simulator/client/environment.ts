// Floor 3. All that a client has of the world: a clock, a wire to the brokers, chance, and a place to record what it does.
import type { Clock } from '../kernel/clock.ts';
import type { RandomStream } from '../kernel/random.ts';
import type { Emit } from '../protocol/trace-event.ts';
import type { Wire } from '../protocol/wire.ts';

export interface ClientEnvironment {
  /** The clock of the process: it stands still while the process is frozen. */
  readonly clock: Clock;
  /** A wire for one client; each consumer, producer and admin has its own connections. */
  wire(clientId: string): Wire;
  readonly random: RandomStream;
  readonly emit: Emit;
  /** The process's name, for the trace. */
  readonly process: string;
  /** The brokers that the client asks first: ids from the cluster's configuration (Kafka: `bootstrap.servers`). */
  readonly bootstrapBrokers: readonly number[];
  /** Counts the clients of this process, for default client ids such as `consumer-GROUP-1`. */
  nextClientNumber(): number;
}
