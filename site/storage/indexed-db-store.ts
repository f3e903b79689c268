// The store that lasts: IndexedDB, since a late write to localStorage can be lost when the browser is killed.
import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { Change, Store } from './store.ts';

/** Some browsers leave the opening of a database pending for ever. Whoever waits is told so, and asks again later. */
export const OPEN_MS_MAX = 5000;

export function indexedDbStore(): Store {
  const transaction = withinTime(createStore('rebalance-lab', 'records'));
  return {
    get: (key) => transaction('readonly', (records) => promisifyRequest(records.get(key))),

    keys: (prefix) =>
      transaction('readonly', async (records) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        return (await promisifyRequest(records.getAllKeys(range))).map(String);
      }),

    change: <T>(key: string, decide: (stored: unknown) => Change<T>) =>
      transaction(
        'readwrite',
        (records) =>
          new Promise<T>((resolve, reject) => {
            let outcome: { readonly result: T } | undefined;
            const read = records.get(key);
            read.onsuccess = () => {
              try {
                const { writes, result } = decide(read.result);
                for (const [name, value] of writes) {
                  if (value === undefined) records.delete(name);
                  else records.put(value, name);
                }
                outcome = { result };
              } catch (error) {
                reject(error);
                records.transaction.abort();
              }
            };
            // Only a completed transaction is on disk; a full disk shows as an abort after the last request succeeded.
            records.transaction.oncomplete = () => {
              if (outcome !== undefined) resolve(outcome.result);
            };
            records.transaction.onabort = () => reject(records.transaction.error);
          }),
      ),
  };
}

function withinTime(begin: UseStore): UseStore {
  return (mode, use) =>
    new Promise((resolve, reject) => {
      let isGivenUp = false;
      const timer = setTimeout(() => {
        isGivenUp = true;
        reject(new Error(`no answer within ${OPEN_MS_MAX / 1000} seconds`));
      }, OPEN_MS_MAX);
      begin(mode, (records) => {
        clearTimeout(timer);
        // The one who asked has gone on: what was to be written may be out of date by now.
        if (isGivenUp) throw new Error('The database opened after it was given up.');
        return use(records);
      })
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
}
