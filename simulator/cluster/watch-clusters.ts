// Floor 4. Tells whoever runs a suite which clusters it makes, and which of them is let run. Knows nothing of suites.
import type { SimulatedCluster } from './simulated-cluster.ts';

let watcher: ((cluster: SimulatedCluster) => void) | undefined;

/**
 * For the runner of a suite: `seen` is called with each cluster when it is made, and each time that it is let run. It must not
 * throw, and must not touch the cluster then. One watcher at a time.
 */
export function watchClusters(seen: (cluster: SimulatedCluster) => void): void {
  watcher = seen;
}

export function tellWatcher(cluster: SimulatedCluster): void {
  watcher?.(cluster);
}
