// Floor 7. What a tool of the terminal is: its options, what it does, what can be completed. Tools look at the cluster and change nothing: what is to
// be changed they give back as events of the scenario, so that a session stays one that can be played again.
import type { SimulatedCluster } from 'simulator';
import type { Written } from '../protocol.ts';
import type { OptionSpec, Options } from './options.ts';

export interface Printed {
  readonly lines: readonly PrintedLine[];
  /** Events that are to happen at once, without their time. */
  readonly events: readonly Written[];
}

export interface PrintedLine {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface Tool {
  /** Without `.sh`. */
  readonly name: string;
  readonly about: string;
  readonly options: readonly OptionSpec[];
  /** @throws UsageError */
  run(options: Options, cluster: SimulatedCluster): Printed;
}

export const out = (...texts: readonly string[]): readonly PrintedLine[] =>
  texts.map((text) => ({ stream: 'stdout', text }));

export const bootstrapServer: OptionSpec = {
  name: 'bootstrap-server',
  takes: 'value',
  value: 'server to connect to',
  about: 'The server to connect to. Required by the real tool; here there is one cluster, and it may be left out.',
};
