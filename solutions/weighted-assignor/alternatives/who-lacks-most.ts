// One partition after the other goes to whoever lacks most of its exact share. Comes to largest remainders without ever rounding.
import {
  type Assignment,
  type Cluster,
  ConfigException,
  type ConsumerPartitionAssignor,
  type Subscription,
  type TopicPartition,
  topicPartition,
} from 'kafka';

interface Account {
  readonly memberId: string;
  readonly weight: number;
  lacks: number;
}

export class WeightedAssignor implements ConsumerPartitionAssignor {
  #config: Readonly<Record<string, unknown>> = {};

  name(): string {
    return 'weighted';
  }

  configure(config: Readonly<Record<string, unknown>>): void {
    const weight = config['assignor.weight'];
    if (weight !== undefined && readWeight({ weight }) !== weight)
      throw new ConfigException('assignor.weight is no weight.');
    this.#config = config;
  }

  subscriptionUserData(): unknown {
    return { weight: this.#config['assignor.weight'] ?? 1 };
  }

  assign(metadata: Cluster, subscriptions: ReadonlyMap<string, Subscription>): Map<string, Assignment> {
    const owned = new Map([...subscriptions.keys()].map((memberId): [string, TopicPartition[]] => [memberId, []]));
    const accountsByReaders = new Map<string, Account[]>();
    for (const topic of [...metadata.topics()].sort()) {
      const readers = [...subscriptions]
        .filter(([, { topics }]) => topics.includes(topic))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const key = readers.map(([memberId]) => memberId).join('\n');
      let accounts = accountsByReaders.get(key);
      if (accounts === undefined) {
        accounts = readers.map(([memberId, { userData }]) => ({ memberId, weight: readWeight(userData), lacks: 0 }));
        accountsByReaders.set(key, accounts);
      }
      // Accounts are topped up topic by topic, and settled only when all that the pile has is known.
      topUp(accounts, metadata.partitionsForTopic(topic).length);
    }
    for (const topic of [...metadata.topics()].sort()) {
      const key = [...subscriptions]
        .filter(([, { topics }]) => topics.includes(topic))
        .map(([memberId]) => memberId)
        .sort()
        .join('\n');
      for (const { partition } of metadata.partitionsForTopic(topic)) {
        const next = (accountsByReaders.get(key) ?? []).reduce<Account | undefined>(
          (most, account) => (most === undefined || account.lacks > most.lacks ? account : most),
          undefined,
        );
        if (next === undefined) continue;
        next.lacks -= 1;
        owned.get(next.memberId)?.push(topicPartition(topic, partition));
      }
    }
    return new Map([...owned].map(([memberId, partitions]) => [memberId, { partitions }]));
  }
}

function topUp(accounts: readonly Account[], partitions: number): void {
  const scale = Math.max(...accounts.map(({ weight }) => weight));
  const parts = accounts.map(({ weight }) => (scale > 0 ? weight / scale : 1));
  const whole = parts.reduce((sum, part) => sum + part, 0);
  for (const [at, account] of accounts.entries()) account.lacks += (partitions * (parts[at] ?? 0)) / whole;
}

function readWeight(userData: unknown): number {
  const weight: unknown = (userData as { weight?: unknown } | null | undefined)?.weight;
  return Number.isFinite(weight) && (weight as number) >= 0 ? (weight as number) : 1;
}
