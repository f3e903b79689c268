// The whole site in this browser: how large it is, whether all of it is here, and the buttons to fetch and to remove it. Floor 7.
import { useEffect, useRef, useState } from 'preact/hooks';
import { type ListedFile, readStored, type Stored, type Version } from './caches.ts';
import { OfflineTrouble, openShelf } from './shelf.ts';
import { sizeOf, sum } from './size.ts';

export interface OfflineViewProps {
  /** Address of the site's root. */
  readonly root: string;
}

/** What is known after looking. */
interface Found {
  readonly stored: Stored | undefined;
  /** `undefined`: the server does not answer. */
  readonly newest: Version | undefined;
  readonly trouble: string | undefined;
  /** What is still to be fetched, of the newest version or else of the stored one. */
  readonly missing: readonly ListedFile[];
}

export function OfflineView({ root }: OfflineViewProps) {
  const shelf = useRef(openShelf(root)).current;
  const [found, setFound] = useState<Found>();
  const [fetched, setFetched] = useState<number>();
  const [told, setTold] = useState('');
  const stop = useRef(new AbortController());

  const look = async (): Promise<void> => {
    const stored = await readStored(root);
    try {
      const newest = await shelf.newest();
      setFound({ stored, newest, trouble: undefined, missing: await shelf.missing(newest) });
    } catch (error) {
      const missing = stored === undefined ? [] : await shelf.missing(stored);
      setFound({ stored, newest: undefined, trouble: wordsOf(error), missing });
    }
  };
  useEffect(() => void look(), []);

  if (found === undefined) return <p>Looking at what is here.</p>;
  const { stored, newest, trouble, missing } = found;

  const store = async (version: Version): Promise<void> => {
    stop.current = new AbortController();
    let bytes = 0;
    setTold('');
    setFetched(0);
    // Asks the browser not to clear it away when the disk gets full; it may say no.
    await navigator.storage?.persist?.();
    try {
      await shelf.store(version, {
        signal: stop.current.signal,
        onProgress: (more) => {
          bytes += more;
          setFetched(bytes);
        },
      });
      setTold('All of it is here.');
    } catch (error) {
      setTold(wordsOf(error));
    }
    setFetched(undefined);
    await look();
  };
  const remove = async (): Promise<void> => {
    await shelf.remove();
    setTold('It is removed. Pages that you visit are still kept as you go; your drafts and answers were not touched.');
    await look();
  };

  const open = sum(missing);
  return (
    <>
      <p class="offline-state">{stateOf(found)}</p>
      {fetched !== undefined && (
        <div class="offline-progress">
          <progress max={open} value={fetched} aria-label="Fetched" />
          <span>
            {sizeOf(fetched)} of {sizeOf(open)}
          </span>
          <button type="button" class="button" onClick={() => stop.current.abort()}>
            Stop
          </button>
        </div>
      )}
      <div class="kept-actions">
        {newest !== undefined && (missing.length > 0 || newest.id !== stored?.id) && fetched === undefined && (
          <button type="button" class="button primary" onClick={() => void store(newest)}>
            {buttonOf(found)}
          </button>
        )}
        {stored !== undefined && fetched === undefined && (
          <button type="button" class="button" onClick={() => void remove()}>
            Remove it from this browser
          </button>
        )}
      </div>
      <p role="status" class="offline-told">
        {told || trouble}
      </p>
    </>
  );
}

function stateOf({ stored, newest, missing }: Found): string {
  const open = sizeOf(sum(missing));
  if (stored === undefined) {
    if (newest === undefined) return 'The site is not stored in this browser.';
    const all = sizeOf(sum(newest.files));
    const begun = sum(newest.files) > sum(missing) ? ` ${open} of it are still to be fetched.` : '';
    return `The whole site is ${all}, in ${newest.files.length} files. It is not stored in this browser.${begun}`;
  }
  const since = new Date(stored.storedAt).toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' });
  const here = `The whole site is stored in this browser since ${since}: ${sizeOf(sum(stored.files))}`;
  if (newest !== undefined && newest.id !== stored.id) {
    return `${here}. There is a newer version, with ${open} to fetch. Until then the stored one goes on.`;
  }
  return missing.length === 0 ? `${here}, nothing missing.` : `${here}, of which ${open} are missing.`;
}

function buttonOf({ stored, newest, missing }: Found): string {
  const open = sizeOf(sum(missing));
  if (stored === undefined) return `Store it here, ${open}`;
  return newest?.id === stored.id ? `Fetch what is missing, ${open}` : `Fetch the newer version, ${open}`;
}

const wordsOf = (error: unknown): string => (error instanceof OfflineTrouble ? error.message : String(error));
