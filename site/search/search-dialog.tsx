// The dialog that searches the course as one types. Loaded with its index when it is first asked for. Floor 7.
import documents from 'virtual:search-documents';
import { render } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import '../styles/search.css';
import type { SearchDocument } from './search-document.ts';
import { type Found, SearchIndex } from './search-index.ts';

const resultsMax = 12;
const kinds: Readonly<Record<SearchDocument['kind'], string>> = {
  lesson: 'Lesson',
  exercise: 'Exercise',
  interview: 'Interview',
  reference: 'Reference',
  workshop: 'Workshop',
};

/**
 * @param toRoot from the page to the site's root: `../../`
 * @param typed what was typed while this was fetched
 */
export function openSearch(toRoot: string, typed: string): void {
  const place = document.createElement('div');
  document.body.append(place);
  const close = (): void => {
    render(null, place);
    place.remove();
  };
  render(<SearchDialog toRoot={toRoot} typed={typed} onClose={close} />, place);
}

interface SearchDialogProps {
  readonly toRoot: string;
  readonly typed: string;
  readonly onClose: () => void;
}

function SearchDialog({ toRoot, typed, onClose }: SearchDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const index = useMemo(() => new SearchIndex(documents), []);
  const [query, setQuery] = useState(typed);
  const [chosen, setChosen] = useState(0);
  const found = useMemo(() => index.find(query, resultsMax), [index, query]);
  // At once: the next key is already meant for it.
  useLayoutEffect(() => {
    const element = dialog.current;
    // A click beside the dialog closes it, as Escape does.
    element?.addEventListener('click', ({ target }) => target === element && element.close());
    element?.showModal();
  }, []);
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  const keyed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
      if (found.length > 0) setChosen((chosen + step) % found.length);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      document.getElementById(optionId(chosen))?.click();
    }
  };

  return (
    <dialog ref={dialog} class="search" aria-label="Search the course" onClose={onClose}>
      <div class="search-field">
        <input
          type="text"
          {...comboboxOf(found.length, chosen)}
          aria-label="Search the course"
          placeholder="A word, a setting, a callback"
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={keyed}
        />
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p class="visually-hidden" role="status">
        {query.trim() === '' ? '' : `${found.length} ${found.length === 1 ? 'result' : 'results'}`}
      </p>
      <div id="search-results" class="search-results" role="listbox" aria-label="Results">
        {found.map((each, at) => (
          <Result
            key={each.document.address}
            found={each}
            id={optionId(at)}
            isChosen={at === chosen}
            toRoot={toRoot}
            onChosen={() => setChosen(at)}
            // A heading of the same page: nothing is loaded, so nothing else would close the dialog.
            onFollow={() => dialog.current?.close()}
          />
        ))}
      </div>
      {query.trim() !== '' && found.length === 0 && (
        <p class="search-none">
          Nothing here has all of these words. Leave one out, or write the name of a setting or a callback.
        </p>
      )}
    </dialog>
  );
}

/** Apart from the element, since Preact's types know a combobox only with a list of the browser's own. */
const comboboxOf = (count: number, chosen: number) =>
  ({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': 'search-results',
    'aria-expanded': count > 0,
    'aria-activedescendant': count > 0 ? optionId(chosen) : undefined,
  }) as const;

const optionId = (at: number): string => `search-result-${at}`;

interface ResultProps {
  readonly found: Found;
  readonly id: string;
  readonly isChosen: boolean;
  readonly toRoot: string;
  readonly onChosen: () => void;
  readonly onFollow: () => void;
}

function Result({ found: { document, excerpt }, id, isChosen, toRoot, onChosen, onFollow }: ResultProps) {
  return (
    <a
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      class={isChosen ? 'search-result is-chosen' : 'search-result'}
      href={toRoot + document.address}
      onPointerMove={onChosen}
      onClick={onFollow}
    >
      <span class="search-where">
        {kinds[document.kind]}
        {document.heading !== '' && `: ${document.page}`}
      </span>
      <b>{document.heading === '' ? document.page : document.heading}</b>
      <span class="search-excerpt">
        {excerpt.map(({ text, isHit }, at) => (isHit ? <mark key={String(at)}>{text}</mark> : text))}
      </span>
    </a>
  );
}
