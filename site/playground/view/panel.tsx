// Floor 7. What can be done to the cluster now: one consumer chosen, then brokers, topics, settings. Buttons name their keys.
import type { Signal } from '@preact/signals';
import type { Playground } from '../playground.ts';
import { brokerPokes, consumerPokes, nextCoordinator } from '../pokes.ts';
import type { Cluster } from '../protocol.ts';
import { loadAt, nextName, timeText, withConsumer, withLoad } from '../scenario-text.ts';
import { Deploy } from './deploy.tsx';

interface PanelProps {
  readonly playground: Playground;
  readonly cluster: Cluster;
  /** Whom the pokes are about. */
  readonly chosen: Signal<string>;
}

export function Panel({ playground, cluster, chosen }: PanelProps) {
  return (
    <div class="play-panel">
      <Consumers playground={playground} cluster={cluster} chosen={chosen} />
      <Deploy playground={playground} cluster={cluster} />
      <Topics playground={playground} cluster={cluster} />
      <Brokers playground={playground} cluster={cluster} />
    </div>
  );
}

function Consumers({ playground, cluster, chosen }: PanelProps) {
  const consumer = cluster.consumers.find(({ name }) => name === chosen.value) ?? cluster.consumers[0];
  return (
    <section aria-labelledby="play-consumers">
      <h2 id="play-consumers">Consumers</h2>
      <div class="play-chips" role="radiogroup" aria-label="Consumer to act on">
        {cluster.consumers.map(({ name, state }, index) => (
          <label key={name} class="play-chip" data-state={state}>
            <input
              type="radio"
              name="play-consumer"
              checked={name === consumer?.name}
              onChange={() => {
                chosen.value = name;
              }}
            />
            <span>
              <b>{name}</b> <small>{state}</small>
              {index < 9 && <kbd>{index + 1}</kbd>}
            </span>
          </label>
        ))}
      </div>
      {consumer && (
        <div class="play-buttons">
          {consumerPokes
            .filter(({ when }) => when.includes(consumer.state))
            .map((poke) => (
              <button
                key={poke.label}
                type="button"
                class="button"
                onClick={() =>
                  playground.poke(poke.words(consumer.name), (ms) => poke.events(consumer.name, timeText(ms)))
                }
              >
                {poke.label} <kbd>{poke.key}</kbd>
              </button>
            ))}
        </div>
      )}
      <button type="button" class="button" onClick={() => addConsumer(playground, cluster)}>
        Add a consumer <kbd>a</kbd>
      </button>
    </section>
  );
}

export function addConsumer(playground: Playground, { consumers }: Cluster): void {
  const name = nextName(consumers.map((each) => each.name));
  const group = playground.groupId.value ?? consumers[0]?.groupId ?? 'billing';
  void playground.change(`${name} starts`, (scenario, ms) => withConsumer(scenario, name, group, ms));
}

const rates = [0, 5, 20, 50, 100, 300] as const;

function Topics({ playground, cluster }: Omit<PanelProps, 'chosen'>) {
  return (
    <section aria-labelledby="play-topics">
      <h2 id="play-topics">Topics</h2>
      {cluster.topics.map(({ name, partitions }) => {
        const rate = loadAt(playground.scenario.value, name, playground.nowMs);
        return (
          <div key={name} class="play-row">
            <b>{name}</b>
            <small>{partitions} partitions</small>
            <label>
              Load
              <select
                value={rate}
                onChange={({ currentTarget }) => {
                  const perSecond = Number(currentTarget.value);
                  void playground.change(`${perSecond} records a second into ${name}`, (scenario, ms) =>
                    withLoad(scenario, name, perSecond, ms),
                  );
                }}
              >
                {[...new Set([...rates, rate])]
                  .sort((a, b) => a - b)
                  .map((each) => (
                    <option key={each} value={each}>{`${each}/s`}</option>
                  ))}
              </select>
            </label>
            <button
              type="button"
              class="button"
              onClick={() =>
                playground.poke(`100 records into ${name}`, (ms) => [{ at: timeText(ms), produce: name, records: 100 }])
              }
            >
              Produce 100 {name === cluster.topics[0]?.name && <kbd>p</kbd>}
            </button>
            <button
              type="button"
              class="button"
              onClick={() =>
                playground.poke(`${name} has ${partitions + 1} partitions`, (ms) => [
                  { at: timeText(ms), createPartitions: name, to: partitions + 1 },
                ])
              }
            >
              Add a partition
            </button>
          </div>
        );
      })}
    </section>
  );
}

function Brokers({ playground, cluster }: Omit<PanelProps, 'chosen'>) {
  return (
    <section aria-labelledby="play-brokers">
      <h2 id="play-brokers">Brokers</h2>
      {cluster.brokers.map(({ id, state }) => {
        const coordinated = cluster.groups.filter(({ coordinator }) => coordinator === id);
        return (
          <div key={id} class="play-row">
            <b>broker {id}</b>
            <small>
              {state}
              {coordinated.map(({ groupId }) => `, coordinator of ${groupId}`).join('')}
            </small>
            {brokerPokes
              .filter(({ when }) => when === state)
              .map(({ label, event, words }) => (
                <button
                  key={label}
                  type="button"
                  class="button"
                  aria-label={`${label} broker ${id}`}
                  onClick={() => playground.poke(`Broker ${id} ${words}`, (ms) => [{ at: timeText(ms), [event]: id }])}
                >
                  {label}
                </button>
              ))}
          </div>
        );
      })}
      {cluster.groups.map(({ groupId, coordinator }) => {
        const to = nextCoordinator(cluster, coordinator);
        return (
          to !== undefined && (
            <button
              key={groupId}
              type="button"
              class="button"
              onClick={() =>
                playground.poke(`Broker ${to} coordinates ${groupId}`, (ms) => [
                  { at: timeText(ms), moveCoordinator: groupId, to },
                ])
              }
            >
              Move the coordinator of {groupId} to broker {to}
            </button>
          )
        );
      })}
    </section>
  );
}
