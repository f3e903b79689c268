// Floor 7. The room's records in the browser's storage, and back. What cannot be read stays where it is.
import { type RecordKind, readRecord } from '../../storage/records.ts';
import type { Store } from '../../storage/store.ts';
import { JUDGED, type Judged, PEOPLE, RECEIVED, type Received, roomPrefix } from './room-records.ts';

export interface KeptRoom {
  /** By the record's own id. */
  readonly received: ReadonlyMap<string, Received>;
  readonly judged: ReadonlyMap<string, Judged>;
  readonly merged: Readonly<Record<string, string>>;
  /** Keys of records that this version of the site cannot read. */
  readonly unreadable: readonly string[];
}

/** Rejects when the store does. */
export async function readRoom(store: Store): Promise<KeptRoom> {
  const received = new Map<string, Received>();
  const judged = new Map<string, Judged>();
  const unreadable: string[] = [];
  let merged: KeptRoom['merged'] = {};
  for (const key of await store.keys(roomPrefix)) {
    const raw = await store.get(key);
    const isRead =
      keep(RECEIVED, key, raw, (id, record) => received.set(id, record)) ||
      keep(JUDGED, key, raw, (id, record) => judged.set(id, record)) ||
      keep(PEOPLE, key, raw, (_, record) => {
        merged = record.merged;
      });
    if (!isRead) unreadable.push(key);
  }
  return { received, judged, merged, unreadable };
}

function keep<T>(kind: RecordKind<T>, key: string, raw: unknown, into: (id: string, record: T) => void): boolean {
  const prefix = kind.key('');
  if (!key.startsWith(prefix)) return false;
  const reading = readRecord(kind.schema, raw);
  if (reading.kind === 'read') into(key.slice(prefix.length), reading.record);
  return reading.kind === 'read';
}

/** Removes all that the room kept, also what it could not read. Rejects when the store does. */
export async function clearRoom(store: Store): Promise<void> {
  for (const key of await store.keys(roomPrefix)) {
    await store.change(key, () => ({ writes: [[key, undefined]], result: undefined }));
  }
}
