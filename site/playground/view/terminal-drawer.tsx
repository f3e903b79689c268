// Floor 7. The place of the terminal: a button, and what it opens, which is fetched then.
import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { whyNotLoaded } from '../../pages/why-not-loaded.ts';
import type { Playground } from '../playground.ts';
import type { TerminalViewProps } from '../terminal/terminal-view.tsx';

export function TerminalDrawer({ playground }: { readonly playground: Playground }) {
  const [isOpen, setOpen] = useState(false);
  const [view, setView] = useState<{ readonly Terminal: FunctionComponent<TerminalViewProps> }>();
  const [trouble, setTrouble] = useState('');
  const toggle = async (): Promise<void> => {
    if (view === undefined) {
      try {
        const { default: Terminal } = await import('../terminal/terminal-view.tsx');
        setView({ Terminal });
      } catch {
        setTrouble(await whyNotLoaded('The terminal'));
        return;
      }
    }
    setTrouble('');
    setOpen(true);
  };
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 't' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!(event.target instanceof Element) || document.querySelector('dialog[open]') !== null) return;
      if (event.target.matches('input:not([type="radio"]), select, textarea, [contenteditable]')) return;
      event.preventDefault();
      void toggle();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  if (isOpen && view !== undefined) {
    return <view.Terminal playground={playground} onClose={() => setOpen(false)} />;
  }
  return (
    <p class="play-terminal-open">
      <button type="button" class="button" onClick={() => void toggle()}>
        Terminal <kbd>t</kbd>
      </button>{' '}
      {trouble !== '' && <span role="alert">{trouble}</span>}
    </p>
  );
}
