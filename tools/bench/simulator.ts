// Floor 7. How fast the simulated cluster is: events of the kernel, virtual time under load, groups of growing size. Each measurement
// runs in a process of its own, so that none inherits the garbage and the optimizations of another.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScenarioInput } from 'simulator';
import { parse } from 'yaml';
import { bundle } from './bundle.ts';
import type { LoadMeasured } from './simulator-load.ts';
import type { Measurements, Task } from './simulator-process.ts';
import { median, table } from './statistics.ts';

/** A page of a browser has no more. */
const heapMBMost = 4096;
const minutes = 10;
const partitionsPerMember = 10;
const growing = [10, 100, 1_000, 10_000] as const;

/** Prints tables of medians. */
export async function benchSimulator(samples: number): Promise<void> {
  const path = await bundle('simulator-process.ts');
  const measure = <M extends keyof Measurements>(task: Task<M>) => inProcess(path, task);
  /** What takes long is measured a few times only. */
  const few = Math.max(1, Math.round(samples / 10));

  const sizes = { events: 2_000_000, pending: 1_000 };
  const kernel = await measure({ measure: 'kernel', given: sizes, warmUp: sizes, samples });
  console.log(
    `Simulator, the bare kernel: ${whole(median(kernel))} events a second (${whole(sizes.events)} events, ` +
      `${whole(sizes.pending)} of them pending at any time; one timer set and cancelled for every two).\n`,
  );

  console.log(
    `Simulator under load. Three consumers share 6 partitions with 100 records a second, for ${minutes} min of virtual time; ` +
      'and the scenario of simulator/cluster/scenario/README.md, with its faults. Medians.',
  );
  const faults = scenarioOfTheReadme();
  const loads = [
    row('three consumers, programs', await measure({ measure: 'programs', given: minutes, warmUp: 1, samples: few })),
    row(
      'three consumers, code with promises',
      await measure({ measure: 'application code', given: minutes, warmUp: 1, samples: few }),
    ),
    row("the README's scenario", await measure({ measure: 'scenario', given: faults, warmUp: faults, samples })),
  ];
  console.log(`${table([loadHeader, ...loads])}\n`);

  for (const assignor of ['range', 'cooperative-sticky']) {
    console.log(
      `Groups of real clients, ${assignor}, ${partitionsPerMember} partitions for each member in 10 topics: wall time from ` +
        'nobody to everybody Stable, and through one leaving.',
    );
    const rows: string[][] = [];
    for (const members of growing) {
      const given = { members, partitions: members * partitionsPerMember, assignor };
      const small = { members: 100, partitions: 1_000, assignor };
      const measured = await measure({
        measure: 'group',
        given,
        warmUp: small,
        samples: members < 1_000 ? samples : members < 10_000 ? few : 1,
      });
      const of = (pick: (each: (typeof measured)[number]) => number) => median(measured.map(pick));
      rows.push([
        whole(members),
        whole(given.partitions),
        whole(of(({ joinedMs }) => joinedMs)),
        (of(({ joinedMs }) => joinedMs) / members).toFixed(2),
        whole(of(({ leftMs }) => leftMs)),
        (of(({ leftMs }) => leftMs) / members).toFixed(2),
        whole(of(({ events }) => events)),
        whole(of(({ heapMB }) => heapMB)),
        String(measured.length),
      ]);
    }
    const header = [
      'members',
      'partitions',
      'to Stable',
      'a member',
      'one leaves',
      'a member',
      'events',
      'MB',
      'samples',
    ];
    console.log(`${table([header, ...rows])}\n`);
  }
}

const loadHeader = ['', 'wall ms', 'virtual s a wall s', 'events a wall s', 'events', 'trace', 'records', 'samples'];

function row(label: string, samples: readonly LoadMeasured[]): string[] {
  const wallMs = median(samples.map((sample) => sample.wallMs));
  const first = samples[0];
  if (first === undefined) throw new Error(`Nothing was measured: ${label}.`);
  const { virtualMs, events, traceEvents, records } = first;
  return [
    label,
    whole(wallMs),
    whole(virtualMs / wallMs),
    whole((events / wallMs) * 1000),
    whole(events),
    whole(traceEvents),
    whole(records),
    String(samples.length),
  ];
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

function scenarioOfTheReadme(): ScenarioInput {
  const path = fileURLToPath(new URL('../../simulator/cluster/scenario/README.md', import.meta.url));
  const yaml = /```yaml\n(?<yaml>.*?)```/s.exec(readFileSync(path, 'utf8'))?.groups?.yaml;
  if (yaml === undefined) throw new Error(`${path} shows no scenario any more: measure another one.`);
  return parse(yaml) as ScenarioInput;
}

function inProcess<M extends keyof Measurements>(
  path: string,
  task: Task<M>,
): Promise<readonly Measurements[M]['measured'][]> {
  return new Promise((resolve, reject) => {
    const measured: Measurements[M]['measured'][] = [];
    const child = fork(path, { execArgv: ['--expose-gc', `--max-old-space-size=${heapMBMost}`] });
    child.on('message', (sample) => measured.push(sample as Measurements[M]['measured']));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(measured);
      else reject(new Error(`What measures "${task.measure}" ended with ${code}; see above.`));
    });
    child.send(task);
  });
}
