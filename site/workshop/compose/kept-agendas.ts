// Floor 7. The agendas that this browser keeps, as signals that are written through to storage; what was changed can be taken back. Knows no
// markup.
import { computed, signal } from '@preact/signals';
import { randomId } from '../../random-id.ts';
import type { Announcements } from '../../storage/announcements.ts';
import { RECORD_VERSION, readRecord } from '../../storage/records.ts';
import { storageFailureReason } from '../../storage/storage-error.ts';
import { put, type Store } from '../../storage/store.ts';
import { KEPT_AGENDA, type KeptAgenda } from '../../storage/workshop-records.ts';
import type { Agenda } from '../agenda/agenda.ts';

export class KeptAgendas {
  readonly #store: Store;
  readonly #announcements: Announcements;
  readonly #now: () => number;
  readonly #all = signal<readonly KeptAgenda[]>([]);
  readonly #currentId = signal<string | undefined>(undefined);
  readonly #earlier = signal<readonly KeptAgenda[]>([]);
  /** Why something could not be kept or read, as whole sentences. */
  readonly trouble = signal<string | undefined>(undefined);
  readonly current = computed(() => this.#all.value.find(({ id }) => id === this.#currentId.value));
  readonly all = computed(() => this.#all.value);
  readonly canUndo = computed(() => this.#earlier.value.length > 0);

  constructor(store: Store, announcements: Announcements, now: () => number = Date.now) {
    this.#store = store;
    this.#announcements = announcements;
    this.#now = now;
  }

  /** Reads what is kept, and again whenever another tab has changed it, so that neither writes over the other. */
  async follow(): Promise<void> {
    await this.#load();
    this.#announcements.listen(() => void this.#load());
  }

  async #load(): Promise<void> {
    try {
      const found: KeptAgenda[] = [];
      const unreadable: string[] = [];
      for (const key of await this.#store.keys(KEPT_AGENDA.key(''))) {
        const reading = readRecord(KEPT_AGENDA.schema, await this.#store.get(key));
        if (reading.kind === 'read') found.push(reading.record);
        else if (reading.kind === 'unreadable') unreadable.push(`One kept agenda is left alone: it ${reading.why}.`);
      }
      this.#all.value = found.sort((a, b) => b.savedAt - a.savedAt);
      // The one that was changed last is opened.
      if (this.current.value === undefined) this.#currentId.value = this.#all.value[0]?.id;
      if (unreadable.length > 0) this.trouble.value = unreadable.join(' ');
    } catch (error) {
      this.trouble.value = `Agendas cannot be kept here, because ${storageFailureReason(error)}. Save yours as a file.`;
    }
  }

  open(id: string): void {
    this.#currentId.value = id;
    this.#earlier.value = [];
  }

  begin(agenda: Agenda): void {
    const id = randomId();
    this.take({ version: RECORD_VERSION, id, savedAt: this.#now(), agenda, words: { all: '', exercises: {} } });
  }

  /** Adds one that came from elsewhere, and opens it. */
  take(kept: KeptAgenda): void {
    this.#all.value = [kept, ...this.#all.value];
    this.open(kept.id);
    void this.#write(kept.id, kept);
  }

  change(changed: (kept: KeptAgenda) => Pick<KeptAgenda, 'agenda' | 'words'>): void {
    const before = this.current.value;
    if (before === undefined) return;
    const { agenda, words } = changed(before);
    if (agenda === before.agenda && words === before.words) return;
    this.#earlier.value = [...this.#earlier.value.slice(-99), before];
    this.#replace({ ...before, agenda, words, savedAt: this.#now() });
  }

  changeAgenda(changed: (agenda: Agenda) => Partial<Agenda>): void {
    this.change(({ agenda, words }) => ({ agenda: { ...agenda, ...changed(agenda) }, words }));
  }

  undo(): void {
    const before = this.#earlier.value.at(-1);
    if (before === undefined) return;
    this.#earlier.value = this.#earlier.value.slice(0, -1);
    this.#replace({ ...before, savedAt: this.#now() });
  }

  remove(): void {
    const gone = this.current.value;
    if (gone === undefined) return;
    this.#all.value = this.#all.value.filter(({ id }) => id !== gone.id);
    this.#earlier.value = [];
    this.#currentId.value = this.#all.value[0]?.id;
    void this.#write(gone.id, undefined);
  }

  #replace(kept: KeptAgenda): void {
    this.#all.value = this.#all.value.map((each) => (each.id === kept.id ? kept : each));
    void this.#write(kept.id, kept);
  }

  async #write(id: string, kept: KeptAgenda | undefined): Promise<void> {
    try {
      await put(this.#store, KEPT_AGENDA.key(id), kept);
      this.trouble.value = undefined;
      this.#announcements.announce();
    } catch (error) {
      this.trouble.value = `The agenda is not being kept, because ${storageFailureReason(error)}. Save it as a file.`;
    }
  }
}
