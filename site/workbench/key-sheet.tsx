// The sheet that lists the keys. A dialog of the browser's own: Esc closes it, and focus goes back to where it was.
import { useEffect, useRef } from 'preact/hooks';
import type { Bench } from './bench.ts';
import { KEY_BINDINGS } from './keys.ts';

export function KeySheet({ bench }: { readonly bench: Bench }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = bench.isSheetOpen.value;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    bench.isSheetOpen.value = false;
  };
  const { letterKeys } = bench.kept.settings.value;
  return (
    <dialog ref={dialog} class="key-sheet" aria-labelledby="key-sheet-title" onClose={close}>
      <h2 id="key-sheet-title">Keys</h2>
      <dl>
        {KEY_BINDINGS.map(({ action, shown, does }) => (
          <div key={action}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl</kbd>
            <kbd>M</kbd>
          </dt>
          <dd>In the editor: change whether Tab indents or leaves (Ctrl Shift M on a Mac)</dd>
        </div>
      </dl>
      <label>
        <input type="checkbox" checked={letterKeys} onChange={() => bench.kept.change({ letterKeys: !letterKeys })} />{' '}
        Single letters are keys while nothing is being typed
      </label>
      <p>
        <button type="button" class="bench-button" onClick={close}>
          Close
        </button>
      </p>
    </dialog>
  );
}
