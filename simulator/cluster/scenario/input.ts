// Floor 4. A scenario as an author writes it, in YAML or in code. Names, units and defaults are explained here; what it becomes
// is in scenario.ts.
import type { DurationRangeText, DurationText, RateText, ShareText } from './quantities.ts';

type ConfigurationInput = Readonly<Record<string, unknown>>;
type OneOrMore<T> = T | readonly T[];

export interface ScenarioInput {
  /** Chance comes from it: latency, load, member ids. Default 1. */
  readonly seed?: number;
  /** How long it runs. */
  readonly for: DurationText;
  /** How many (default 3), or more about them. Their ids are 1, 2, 3. */
  readonly brokers?: number | BrokersInput;
  readonly network?: {
    /** One way, between a process and a broker. Default 1ms. */
    readonly latency?: LatencyInput;
    /** How many of the messages are lost, each for good and its connection with it. Default 0. */
    readonly loss?: ShareText;
    /** Whether the client hears nothing until it gives up waiting (`stall`, the default), or at once (`reset`). */
    readonly lossEffect?: 'stall' | 'reset';
  };
  /** Topics with how many partitions they have. */
  readonly topics: Readonly<Record<string, number | TopicInput>>;
  /** Where handlers write to: `append` keeps every row, `upsert` one for each key. Stores survive every crash. */
  readonly stores?: Readonly<Record<string, 'append' | 'upsert'>>;
  /** What the consumers of a group have in common. With this list, a consumer's group has to be in it. */
  readonly groups?: Readonly<Record<string, SettingsInput | null>>;
  /** By the name of the process that each lives in. `c1..c9` are nine alike. */
  readonly consumers?: Readonly<Record<string, ConsumerInput>>;
  /** What is produced into which topic. */
  readonly load?: Readonly<Record<string, OneOrMore<LoadInput>>>;
  readonly events?: readonly EventInput[];
}

export interface BrokersInput {
  /** Default 3, or as many as there are racks. */
  readonly count?: number;
  /** One for each broker. */
  readonly racks?: readonly string[];
  /** Kafka's keys, such as `group.initial.rebalance.delay.ms`. */
  readonly config?: ConfigurationInput;
  /** When the controller notices that a broker crashed, and others lead what it led. Default 9s. */
  readonly sessionTimeout?: DurationText;
  /** How long a broker loads the groups that it takes over. Default 20ms. */
  readonly loading?: DurationText;
}

/** A time, a range of times, or a long tail: most are near `least` + `mean`, few take up to `most`. */
export type LatencyInput =
  | DurationRangeText
  | { readonly least: DurationText; readonly mean: DurationText; readonly most: DurationText };

export interface TopicInput {
  readonly partitions: number;
  /** Default 3, or as many as there are brokers. */
  readonly replicas?: number;
  readonly config?: ConfigurationInput;
}

interface SubscriptionInput {
  /** One of these three says what is read. */
  readonly topics?: readonly string[];
  /** Topics whose whole name matches. */
  readonly pattern?: string;
  /** Partitions, `orders-0`, without being a member of the group. */
  readonly assign?: readonly string[];
}

export interface SettingsInput extends SubscriptionInput {
  /** Name of an assignor, or several with the most wanted first. Default: as Kafka, range and cooperative-sticky. */
  readonly assignor?: OneOrMore<string>;
  /** Kafka's keys. Default `client.id`: the consumer's name. `enable.auto.commit` follows from the handler. */
  readonly config?: ConfigurationInput;
  /** How long each poll waits at most, more than 0. Default 100ms. */
  readonly poll?: DurationText;
  readonly handler?: HandlerInput;
  /** Code that was handed in under this name runs in the process. Default `declared`: what the scenario says of the handler. */
  readonly application?: string;
}

export interface ConsumerInput extends SettingsInput {
  readonly group: string;
  /** When its process starts. Default 0. */
  readonly start?: DurationText;
}

export interface HandlerInput {
  /** What handling a record takes. Default 0. */
  readonly perRecord?: DurationRangeText;
  /** The same for records with these keys. */
  readonly perKey?: Readonly<Record<string, DurationRangeText>>;
  /** Each record with the key fails, at its first `times` attempts (default: always) whoever makes them. */
  readonly fail?: OneOrMore<{
    readonly key: string;
    readonly times?: number | 'always';
    readonly do: 'crash' | 'skip' | 'retry';
  }>;
  /** Names of stores that each handled record is written to. */
  readonly store?: OneOrMore<string>;
  /** Default `auto`, or `none` when `enable.auto.commit` is false. See `CommitPolicy`. */
  readonly commit?: 'auto' | 'batch' | 'record' | 'async' | 'before' | 'none';
  /** In onPartitionsRevoked, commit what was handled. Default false. */
  readonly commitOnRevoke?: boolean;
  /** Pause and go on polling while records are handled, instead of handling them between polls. Default false. */
  readonly pauseWhileBusy?: boolean;
}

export interface LoadInput {
  /** On average. */
  readonly rate: RateText;
  /** How many keys, `TOPIC-key-0` on; 0 (the default): records have none. */
  readonly keys?: number;
  /** 0 (the default): each key in turn. More: some keys come more often. */
  readonly skew?: number;
  /** Default `constant`. `bursts`: what is due comes at once, `every` so long. */
  readonly arrivals?: 'constant' | 'poisson' | 'bursts';
  readonly every?: DurationText;
  /** Default: all the time. */
  readonly from?: DurationText;
  readonly until?: DurationText;
}

/** A process, a broker, or one of each: the link between them. What is left out stands for all there are. */
export type LinkInput = string | number | readonly [process: string, broker: number];

type Signed = DurationText | `-${DurationText}`;

/** A deployment: what the process is started with from then on. */
export interface NewSettingsInput {
  readonly assignor?: OneOrMore<string>;
  /** Kafka's keys; those that are left out stay as they were. */
  readonly config?: ConfigurationInput;
  /** Other code, by its name; `declared`: what the scenario says of the handler. */
  readonly application?: string;
}

export type EventInput = { readonly at: DurationText } & (
  | ({ readonly start: string } & NewSettingsInput)
  /** Asks it to end: it handles what its last poll returned, commits, closes its consumer and leaves the group. */
  | { readonly close: string }
  /** Ends it on the spot; nobody is told. */
  | { readonly crash: string }
  /** A crash, and a start with the same identity after it was `down` (default 0). */
  | ({ readonly restart: string; readonly down?: DurationText } & NewSettingsInput)
  /** Nothing in the process runs, heartbeats included. */
  | { readonly freeze: string; readonly for: DurationText }
  /** Only its application stands still; heartbeats go on. */
  | { readonly blockPoll: string; readonly for: DurationText }
  | { readonly clockStep: string; readonly by: Signed }
  | ({ readonly subscribe: string } & SubscriptionInput)
  | { readonly pause: string; readonly partitions: readonly string[] }
  | { readonly resume: string; readonly partitions: readonly string[] }
  /** A `commitSync` before its next poll. */
  | { readonly commit: string }
  /** What is sent meanwhile waits, and arrives once the link is healed unless the client has given up. */
  | { readonly cut: LinkInput; readonly only?: 'requests' | 'answers'; readonly for?: DurationText }
  | { readonly slow: LinkInput; readonly latency: LatencyInput; readonly for?: DurationText }
  /** Ends cuts and slowness of the link. */
  | { readonly heal: LinkInput | 'all' }
  | { readonly crashBroker: number }
  /** Its partitions are led by others before it goes. */
  | { readonly stopBroker: number }
  | { readonly restartBroker: number }
  | { readonly moveCoordinator: string; readonly to: number }
  | { readonly moveLeader: string; readonly to: number }
  | ({ readonly createTopic: string } & TopicInput)
  | { readonly deleteTopic: string }
  | { readonly createPartitions: string; readonly to: number }
  /** Without `value`, each has one that tells it apart: `event-0` on. */
  | { readonly produce: string; readonly records: number; readonly key?: string; readonly value?: string }
  /** As `kafka-consumer-groups --reset-offsets --execute` does it; the coordinator refuses it while the group has members. */
  | { readonly resetOffsets: string; readonly to: Readonly<Record<string, number>> }
  /** As `kafka-consumer-groups --delete-offsets`. */
  | { readonly deleteOffsets: string; readonly partitions: readonly string[] }
  /** As `kafka-consumer-groups --delete`. */
  | { readonly deleteGroup: string }
  /** A sentence in the trace. */
  | { readonly note: string }
);
