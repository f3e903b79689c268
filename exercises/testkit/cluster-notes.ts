// Floor 6. Which clusters a test made, and where in them it stood when it ended: so little that it goes with each result, and enough
// to tell whether a run that is played again is the same run. Used by whoever runs suites; knows no drawing.
import { lifeThatRuns, SimulatedCluster, watchClusters } from 'simulator';

/** A cluster of a test, as it was when the test ended. */
export interface ClusterNote {
  /** Clusters of a test are counted from 1, in the order in which they were made. */
  readonly number: number;
  readonly name: string;
  /** Events in its trace. */
  readonly eventCount: number;
  /** Virtual time, in ms. */
  readonly endMs: number;
  /** Of its trace: two runs that differ in it are not the same. */
  readonly digest: number;
}

/** A point in the run of a cluster: `eventIndex` events of its trace had happened. */
export interface ClusterMoment {
  /** As `ClusterNote.number`. */
  readonly cluster: number;
  readonly atMs: number;
  readonly eventIndex: number;
}

export interface TestNotes {
  readonly clusters: readonly ClusterNote[];
  /** Clusters that are not among them: those made first, where there were very many. */
  readonly clustersDropped: number;
  /** What a failure of the test is about: what its suite has named, else the end of the cluster that was let run last. */
  readonly moment: ClusterMoment | undefined;
}

/** A test that tries hundreds of cases makes a cluster for each; the last ones are those that matter. */
const notesMax = 32;
/** Older ones are noted as they are and let go: traces are large. */
const heldMax = 16;
/** A long trace is sampled. */
const digestedMax = 2_000;

interface Entry {
  readonly number: number;
  /** It was made in an earlier test of the suite: played alone, the test makes it itself. */
  readonly isOfEarlierTest: boolean;
  cluster: SimulatedCluster | undefined;
  note: ClusterNote | undefined;
}

let entries: Entry[] = [];
let count = 0;
let last: Entry | undefined;
let wanted: number | undefined;
let named: { readonly cluster: object; readonly atMs: number } | undefined;

/** From now on each cluster that is made is noted. */
export function noteClusters(): void {
  watchClusters((cluster) => {
    last = entries.findLast((entry) => entry.cluster === cluster) ?? noted(cluster);
  });
}

/** At the beginning of a test: those of the test before are forgotten. @param keep the number of a cluster that is to be held however many follow */
export function restartNotes(keep?: number): void {
  entries = [];
  count = 0;
  last = undefined;
  named = undefined;
  wanted = keep;
}

/** At the end of a test. */
export function notesOfTest(): TestNotes {
  const clusters = entries.slice(-notesMax).map(noteOf);
  return { clusters, clustersDropped: count - clusters.length, moment: momentOf() };
}

/** The cluster itself, as long as it is held; `undefined` for one that was let go, or that an earlier test made. */
export function clusterOfTest(number: number): SimulatedCluster | undefined {
  return entries.find((entry) => entry.number === number && !entry.isOfEarlierTest)?.cluster;
}

/** Where code stands that is running now; `undefined` outside of all processes. */
export function placeNow(): (ClusterMoment & { readonly process: string }) | undefined {
  const life = lifeThatRuns();
  if (life === undefined || last?.cluster === undefined) return undefined;
  const { process, uptimeMs } = life;
  return { cluster: last.number, process, atMs: uptimeMs, eventIndex: last.cluster.trace.length };
}

/**
 * For checks: if the test fails now, then because of what happened at this time in this cluster, and that is what its reader is
 * shown first. A later call replaces an earlier one.
 */
export function failureIsAbout(cluster: object, atMs: number): void {
  named = { cluster, atMs };
  const isKnown = entries.some((entry) => entry.cluster === cluster);
  if (!isKnown && cluster instanceof SimulatedCluster) noted(cluster, true);
}

function noted(cluster: SimulatedCluster, isOfEarlierTest = false): Entry {
  count += 1;
  const entry: Entry = { number: count, isOfEarlierTest, cluster, note: undefined };
  entries.push(entry);
  const held = entries.filter((each) => each.cluster !== undefined && each.number !== wanted);
  if (held.length > heldMax) letGo(held[0]);
  if (entries.length > 2 * notesMax)
    entries = entries.filter(({ number }) => number > count - notesMax || number === wanted);
  return entry;
}

function letGo(entry: Entry | undefined): void {
  if (entry === undefined) return;
  entry.note = noteOf(entry);
  entry.cluster = undefined;
}

function noteOf({ number, cluster, note }: Entry): ClusterNote {
  if (cluster === undefined) return note ?? { number, name: '', eventCount: 0, endMs: 0, digest: 0 };
  const { name, trace, now } = cluster;
  return { number, name, eventCount: trace.length, endMs: now, digest: digestOf(cluster) };
}

function momentOf(): ClusterMoment | undefined {
  const about = named && entries.find(({ cluster }) => cluster === named?.cluster);
  const entry = about ?? last;
  if (entry?.cluster === undefined) return undefined;
  const { trace, now } = entry.cluster;
  if (named === undefined || about === undefined) return { cluster: entry.number, atMs: now, eventIndex: trace.length };
  const { atMs } = named;
  const after = trace.findIndex((event) => event.atMs > atMs);
  return { cluster: entry.number, atMs, eventIndex: after < 0 ? trace.length : after };
}

/** FNV-1a over times and kinds. */
function digestOf({ trace }: SimulatedCluster): number {
  const step = Math.max(1, Math.ceil(trace.length / digestedMax));
  let hash = 0x811c9dc5;
  for (let index = 0; index < trace.length; index += step) {
    const event = trace[index];
    const text = event === undefined ? '' : `${event.atMs}${event.kind}`;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
