// Floor 4. A scenario that was checked: what runs, with which load, and what happens when. Plain data; knows not how it was
// written (see input.ts) nor how it is run.
import type { Latency } from '../../broker/network/latency.ts';
import type { Loss } from '../../broker/network/loss.ts';
import type { Load } from '../../client/producer/load.ts';
import type { DurationRange } from './quantities.ts';

/** Kafka's configuration keys with their values, as they stand in the scenario. */
export type Configuration = Readonly<Record<string, unknown>>;

export interface Scenario {
  readonly seed: number;
  /** How long it runs, in ms of virtual time. */
  readonly durationMs: number;
  readonly brokers: BrokersPlan;
  readonly network: NetworkPlan;
  readonly topics: ReadonlyMap<string, TopicPlan>;
  readonly stores: ReadonlyMap<string, StoreKind>;
  /** By the name of the process that each lives in. */
  readonly consumers: ReadonlyMap<string, ConsumerPlan>;
  readonly load: readonly Load[];
  /** In order of time; at one instant, in the order written. */
  readonly events: readonly ScenarioEvent[];
}

export interface BrokersPlan {
  readonly ids: readonly number[];
  /** Rack of each broker, in the order of the ids. */
  readonly racks: readonly string[] | undefined;
  readonly config: Configuration;
  /** `broker.session.timeout.ms`: when the controller notices that a broker crashed. */
  readonly sessionTimeoutMs: number;
  /** What a broker takes to load the groups of a partition of `__consumer_offsets` that it takes over. */
  readonly loadingMs: number;
}

export interface NetworkPlan {
  /** One way, on every link between a process and a broker. */
  readonly latency: Latency;
  readonly loss: Loss;
}

export interface TopicPlan {
  readonly partitions: number;
  readonly replicas: number;
  readonly config: Configuration;
}

/** `append`: a row for each write. `upsert`: the row of a key is replaced. */
export type StoreKind = 'append' | 'upsert';

export interface ConsumerPlan {
  /** The process it lives in. */
  readonly process: string;
  readonly group: string;
  readonly subscription: SubscriptionPlan;
  /** Names of assignors, most wanted first. `undefined`: Kafka's default list. */
  readonly assignors: readonly string[] | undefined;
  readonly config: Configuration;
  /** When its process starts. */
  readonly startMs: number;
  /** How long each poll waits at most; more than 0. */
  readonly pollTimeoutMs: number;
  readonly handler: HandlerPlan;
  /** The name of the code that runs in its process, or `declaredApplication`. */
  readonly application: string;
}

/** What the scenario itself says of a consumer: subscribe, poll, handle, commit. */
export const declaredApplication = 'declared';

export type SubscriptionPlan =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'assign'; readonly partitions: readonly PartitionName[] };

export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

export interface HandlerPlan {
  /** What handling a record takes. */
  readonly perRecord: DurationRange;
  /** The same for records with these keys. */
  readonly perKey: ReadonlyMap<string, DurationRange>;
  readonly fail: readonly FailurePlan[];
  /** Stores that each handled record is written to. */
  readonly stores: readonly string[];
  readonly commit: CommitPolicy;
  /** Commit what was handled, in onPartitionsRevoked. */
  readonly commitOnRevoke: boolean;
  /** Handle records beside the poll loop: the partitions are paused meanwhile, and polling goes on. */
  readonly pauseWhileBusy: boolean;
}

export interface FailurePlan {
  readonly key: string;
  /** How many attempts at each record with this key fail, whoever makes them; `Infinity` for all. */
  readonly times: number;
  readonly do: AfterFailure;
}

/** `crash`: the error leaves the process. `skip`: on to the next record. `retry`: once more, until it succeeds. */
export type AfterFailure = 'crash' | 'skip' | 'retry';

/**
 * - `auto`: by the client, every `auto.commit.interval.ms` (`enable.auto.commit`).
 * - `batch`: `commitSync` when everything that a poll returned was handled; `record`: after each record.
 * - `async`: `commitAsync` when everything that a poll returned was handled.
 * - `before`: `commitSync` before anything that a poll returned is handled: at most once.
 * - `none`: nothing is committed, but by `commitOnRevoke` and by the event `commit`.
 */
export type CommitPolicy = 'auto' | 'batch' | 'record' | 'async' | 'before' | 'none';

/** One process and one broker; `undefined`: every one that there is. */
export interface Link {
  readonly process: string | undefined;
  readonly broker: number | undefined;
}

/** What a process is started with from now on: a deployment. Keys that are not in `config` stay as they were. */
export interface NewSettings {
  /** `undefined`: as before. */
  readonly assignors: readonly string[] | undefined;
  readonly config: Configuration;
  /** `undefined`: as before. */
  readonly application: string | undefined;
}

type AtTime<Event> = Event & { readonly atMs: number };

/** What no longer comes through: what the process sends, what the broker answers, or both. */
export type CutWay = 'requests' | 'answers' | 'both';

export type ScenarioAction =
  | { readonly kind: 'start'; readonly process: string; readonly settings: NewSettings | undefined }
  | { readonly kind: 'close' | 'crash'; readonly process: string }
  | { readonly kind: 'commit'; readonly process: string }
  /** Ends it as a crash does, and starts it again with the same identity. */
  | {
      readonly kind: 'restart';
      readonly process: string;
      readonly downMs: number;
      readonly settings: NewSettings | undefined;
    }
  | { readonly kind: 'freeze' | 'blockPoll'; readonly process: string; readonly forMs: number }
  | { readonly kind: 'clockStep'; readonly process: string; readonly byMs: number }
  | { readonly kind: 'subscribe'; readonly process: string; readonly subscription: SubscriptionPlan }
  | { readonly kind: 'pause' | 'resume'; readonly process: string; readonly partitions: readonly PartitionName[] }
  | { readonly kind: 'cut'; readonly link: Link; readonly way: CutWay; readonly forMs: number | undefined }
  | { readonly kind: 'slow'; readonly link: Link; readonly latency: Latency; readonly forMs: number | undefined }
  /** Ends cuts and slowness of the link. */
  | { readonly kind: 'heal'; readonly link: Link }
  | { readonly kind: 'crashBroker' | 'stopBroker' | 'restartBroker'; readonly broker: number }
  | { readonly kind: 'moveCoordinator'; readonly group: string; readonly to: number }
  | { readonly kind: 'moveLeader'; readonly partition: PartitionName; readonly to: number }
  | { readonly kind: 'createTopic'; readonly topic: string; readonly plan: TopicPlan }
  | { readonly kind: 'deleteTopic'; readonly topic: string }
  | { readonly kind: 'createPartitions'; readonly topic: string; readonly partitions: number }
  | {
      readonly kind: 'produce';
      readonly topic: string;
      readonly records: number;
      readonly key: string | undefined;
      /** `undefined`: each has one that tells it apart. */
      readonly value: string | undefined;
    }
  | {
      readonly kind: 'resetOffsets';
      readonly group: string;
      readonly offsets: readonly (PartitionName & { readonly offset: number })[];
    }
  | { readonly kind: 'deleteOffsets'; readonly group: string; readonly partitions: readonly PartitionName[] }
  | { readonly kind: 'deleteGroup'; readonly group: string }
  | { readonly kind: 'note'; readonly text: string };

export type ScenarioEvent = AtTime<ScenarioAction>;
