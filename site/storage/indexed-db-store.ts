// The store that lasts: IndexedDB, since a late write to localStorage can be lost when the browser is killed.
import { createStore, promisifyRequest } from 'idb-keyval';
import type { Change, Store } from './store.ts';

export function indexedDbStore(): Store {
  const transaction = createStore('rebalance-lab', 'records');
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
