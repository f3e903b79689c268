// Floor 7. The workshop that this browser is in, as a signal that all tabs share: kept in storage, told to the other tabs. Knows no markup.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Announcements } from '../../storage/announcements.ts';
import { loadQuietly } from '../../storage/quiet-record.ts';
import { readRecord } from '../../storage/records.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import type { Store } from '../../storage/store.ts';
import { ATTENDING, type Attending } from '../../storage/workshop-records.ts';
import type { Agenda } from '../agenda/agenda.ts';
import { joined, releasedBy } from './attending.ts';

export class Attendance {
  readonly #store: Store;
  readonly #announcements: Announcements;
  readonly #attending = signal<Attending | undefined>(undefined);

  constructor(store: Store, announcements: Announcements) {
    this.#store = store;
    this.#announcements = announcements;
  }

  /** `undefined`: in none. */
  get attending(): ReadonlySignal<Attending | undefined> {
    return this.#attending;
  }

  /** Reads what is kept, and again whenever another tab has changed it. @returns how to stop that */
  async follow(): Promise<() => void> {
    const read = async (): Promise<void> => {
      this.#attending.value = await loadQuietly(this.#store, ATTENDING);
    };
    await read();
    return this.#announcements.listen(() => void read());
  }

  /** @returns why it could not be kept, as a whole sentence; nothing when all is well */
  join(agenda: Agenda, now: number): Promise<string | undefined> {
    return this.#change((before) => joined(agenda, before, now));
  }

  leave(): Promise<string | undefined> {
    return this.#change(() => undefined);
  }

  /** @returns whether the word opens anything; another than the agenda's changes nothing */
  async release(word: string): Promise<boolean> {
    const { value } = this.#attending;
    if (value === undefined || releasedBy(value, word) === undefined) return false;
    await this.#change((before) => before && (releasedBy(before, word) ?? before));
    return true;
  }

  async #change(changed: (before: Attending | undefined) => Attending | undefined): Promise<string | undefined> {
    try {
      this.#attending.value = await this.#store.change(ATTENDING.key(''), (stored) => {
        const reading = readRecord(ATTENDING.schema, stored);
        const result = changed(reading.kind === 'read' ? reading.record : undefined);
        return { writes: [[ATTENDING.key(''), result]], result };
      });
      this.#announcements.announce();
      return undefined;
    } catch (error) {
      // It holds as long as this page is open.
      this.#attending.value = changed(this.#attending.value);
      return `This could not be kept, because ${storageFailureReason(error)}.`;
    }
  }
}
