// Floor 7. Another assignor, another application and other settings for a running group: a rolling deployment, one consumer after the other.
import { useState } from 'preact/hooks';
import type { Playground } from '../playground.ts';
import type { Cluster } from '../protocol.ts';
import { deployment, withEvents } from '../scenario-text.ts';

/** In a scenario: what it says itself of the handler. */
const declaredApplication = 'declared';

/** Two at once are the way from one protocol to the other: a group needs one that all its members know. */
const kafkas = ['range', 'roundrobin', 'sticky', 'cooperative-sticky', 'cooperative-sticky, range'] as const;

/** The settings that decide about rebalances, with values worth trying. */
const settings = [
  ['session.timeout.ms', [6000, 10_000, 45_000]],
  ['heartbeat.interval.ms', [500, 1000, 3000]],
  ['max.poll.interval.ms', [6000, 15_000, 60_000, 300_000]],
  ['max.poll.records', [1, 20, 100, 500]],
] as const;

export function Deploy({ playground, cluster }: { readonly playground: Playground; readonly cluster: Cluster }) {
  const [assignor, setAssignor] = useState('');
  const [application, setApplication] = useState('');
  const [config, setConfig] = useState<Readonly<Record<string, number>>>({});
  const dropped = playground.droppedIn.value;
  const assignors = dropped.filter(({ use }) => use === 'assignor').map(({ name }) => name);
  const applications = dropped.filter(({ use }) => use !== 'assignor').map(({ name }) => name);
  const group = playground.groupId.value ?? cluster.groups[0]?.groupId;
  const names = cluster.consumers
    .filter(({ groupId, state }) => groupId === group && (state === 'running' || state === 'blocked'))
    .map(({ name }) => name);
  const isNothing = assignor === '' && application === '' && Object.keys(config).length === 0;
  const deploy = (): void => {
    const settled = Object.entries(config).map(([key, value]) => `${key} ${value}`);
    const what = [assignor, application && `the application ${application}`, ...settled].filter(Boolean);
    void playground.change(`A rolling deployment of ${what.join(', ')} begins`, (scenario, ms) =>
      withEvents(
        scenario,
        deployment(names, ms, {
          ...(assignor === '' ? {} : { assignor: assignor.split(', ') }),
          ...(application === '' ? {} : { application }),
          ...(Object.keys(config).length === 0 ? {} : { config }),
        }),
      ),
    );
  };
  return (
    <section aria-labelledby="play-deploy">
      <h2 id="play-deploy">Deploy to {group}</h2>
      <p class="play-note">Each is closed and starts again with what is new, one every five seconds.</p>
      <div class="play-fields">
        <label>
          <code>assignor</code>
          <select value={assignor} onChange={({ currentTarget }) => setAssignor(currentTarget.value)}>
            <option value="">as it is</option>
            {[...kafkas, ...assignors].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {applications.length > 0 && (
          <label>
            application
            <select value={application} onChange={({ currentTarget }) => setApplication(currentTarget.value)}>
              <option value="">as it is</option>
              <option value={declaredApplication}>the scenario’s own</option>
              {applications.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        {settings.map(([key, values]) => (
          <label key={key}>
            <code>{key}</code>
            <select
              value={config[key] ?? ''}
              onChange={({ currentTarget }) => {
                const { [key]: _, ...others } = config;
                const { value } = currentTarget;
                setConfig(value === '' ? others : { ...others, [key]: Number(value) });
              }}
            >
              <option value="">as it is</option>
              {values.map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <button type="button" class="button" disabled={isNothing || names.length === 0} onClick={deploy}>
        Deploy
      </button>
    </section>
  );
}
