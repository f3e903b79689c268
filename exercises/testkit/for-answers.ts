// Floor 6. The types of what answers are handed: all of the testkit that an answer may import, and that the editor tells of.
export type { Sink } from './sink.ts';
export type { StateStore } from './state-store.ts';
export type { PartitionOffset, Table, WriteResult } from './table.ts';
export type { WorkerError, Workers } from './workers.ts';
