// What is kept in this browser, to be looked at, taken along as a file, brought back and removed. Floor 7.
import { useEffect, useState } from 'preact/hooks';
import {
  type Archive,
  ArchiveError,
  archiveOf,
  type Imported,
  importArchive,
  type Memories,
  readArchive,
} from '../storage/archive/archive.ts';
import { storageFailureReason } from '../storage/storage-error.ts';
import type { Store } from '../storage/store.ts';
import { downloadText } from '../workbench/download.ts';
import { keptRows, type Names } from './kept-list.ts';

export type { Names } from './kept-list.ts';

export interface KeptViewProps {
  readonly store: Store;
  readonly memories: Memories;
  readonly forgetMemories: () => void;
  readonly names: Names;
}

type Told = { readonly kind: 'done' | 'trouble'; readonly lines: readonly string[] } | undefined;

export function KeptView({ store, memories, forgetMemories, names }: KeptViewProps) {
  const [archive, setArchive] = useState<Archive>();
  const [told, setTold] = useState<Told>();
  const [isRemoving, setRemoving] = useState(false);

  const attempt = async (work: () => Promise<Told>): Promise<void> => {
    try {
      setTold(await work());
      setArchive(await archiveOf(store, memories, Date.now()));
    } catch (error) {
      const reason =
        error instanceof ArchiveError
          ? error.message
          : `Nothing more was changed, because ${storageFailureReason(error)}.`;
      setTold({ kind: 'trouble', lines: [reason] });
    }
  };
  useEffect(() => void attempt(() => Promise.resolve(undefined)), []);

  const save = (): void => {
    if (archive === undefined) return;
    const day = new Date(archive.savedAt).toISOString().slice(0, 10);
    downloadText(`rebalance-lab-${day}.json`, JSON.stringify(archive, null, 1));
  };
  const open = (files: FileList | null): void => {
    const file = files?.[0];
    if (file === undefined) return;
    void attempt(async () => {
      const imported = await importArchive(store, memories, readArchive(await file.text()));
      return { kind: imported.leftOut.length === 0 ? 'done' : 'trouble', lines: wordsOf(imported, file.name) };
    });
  };
  const removeAll = (): void => {
    setRemoving(false);
    void attempt(async () => {
      for (const key of await store.keys(''))
        await store.change(key, () => ({ writes: [[key, undefined]], result: 0 }));
      forgetMemories();
      return { kind: 'done', lines: ['Everything is removed.'] };
    });
  };

  const rows = archive === undefined ? [] : keptRows(archive, names);
  return (
    <>
      <div class="kept-actions">
        <button type="button" class="button primary" onClick={save} disabled={rows.length === 0}>
          Save a file
        </button>
        <label class="button">
          Open a file
          <input
            type="file"
            class="visually-hidden"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              open(currentTarget.files);
              // The same file can be chosen once more.
              currentTarget.value = '';
            }}
          />
        </label>
        <button
          type="button"
          class="button"
          onClick={() => setRemoving(true)}
          disabled={rows.length === 0 || isRemoving}
        >
          Remove everything
        </button>
      </div>
      {isRemoving && (
        <div class="kept-sure">
          <p>
            This removes all drafts, answers and progress from this browser. It cannot be undone, except with a saved
            file.
          </p>
          <button type="button" class="button danger" onClick={removeAll}>
            Remove
          </button>
          <button type="button" class="button" onClick={() => setRemoving(false)}>
            Keep everything
          </button>
        </div>
      )}
      <div role="status">
        {told && (
          <ul class={`kept-told is-${told.kind}`}>
            {told.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {archive !== undefined && (rows.length === 0 ? <p>Nothing is kept yet.</p> : <Rows rows={rows} />)}
    </>
  );
}

function Rows({ rows }: { readonly rows: ReturnType<typeof keptRows> }) {
  return (
    <div class="kept-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">What</th>
            <th scope="col">Since</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, of, since, size }) => (
            <tr key={`${of}/${what}/${since}`}>
              <th scope="row">{of}</th>
              <td>{what}</td>
              <td>{since === undefined ? '' : new Date(since).toLocaleString('en-US', dateStyle)}</td>
              <td>{size < 1000 ? `${size} B` : `${Math.round(size / 1000)} kB`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const dateStyle: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

function wordsOf({ counts, leftOut }: Imported, fileName: string): readonly string[] {
  const changed = counts.filter(({ fate }) => fate !== 'already here');
  const told = changed.map(({ sort, fate, count }) => `${sort}: ${count} ${fate}`);
  const copies = changed.some(({ fate }) => fate === 'kept as a copy')
    ? ['Where a draft here differed from the one in the file, both are kept: the exercise offers the other one.']
    : [];
  return [
    told.length === 0
      ? `${fileName} holds nothing that is not here already.`
      : `Merged ${fileName}. ${told.join('; ')}.`,
    ...copies,
    ...leftOut.map((line) => `Left out: ${line}`),
  ];
}
