// Floor 7. The ways out of this browser: to the room that serves the page, as a file, as text, as a QR code.
import { useEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../../copy-text.ts';
import { downloadText } from '../../workbench/download.ts';
import type { HandIn } from './hand-in.ts';
import { toProgressCode } from './progress-code.ts';
import { QrCode } from './qr-code.tsx';
import { type Sent, send } from './send.ts';
import { toTextCode } from './text-code.ts';

export interface WaysProps {
  /** `undefined`: name or exercises are missing. */
  readonly make: () => HandIn | undefined;
  readonly isLive: boolean;
  /** From the page to the site's root. */
  readonly root: string;
}

type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'sent'; readonly sent: Sent; readonly at: number }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string; readonly isCopied: boolean | undefined }
  | { readonly kind: 'code'; readonly text: string; readonly left: number; readonly count: number };

export function Ways({ make, isLive, root }: WaysProps) {
  const [shown, setShown] = useState<Shown>({ kind: 'nothing' });
  const by = (way: (handIn: HandIn) => void | Promise<void>) => () => {
    const handIn = make();
    if (handIn === undefined) setShown({ kind: 'nothing' });
    else void way(handIn);
  };
  const toRoom = by(async (handIn) => {
    setShown({ kind: 'sending' });
    setShown({ kind: 'sent', sent: await send(root, handIn), at: Date.now() });
  });
  const toFile = by((handIn) => {
    const name = `hand-in-${fileName(handIn.attendee)}.json`;
    downloadText(name, JSON.stringify(handIn, null, 1));
    setShown({ kind: 'saved', name });
  });
  const toText = by(async (handIn) => setShown({ kind: 'text', text: await toTextCode(handIn), isCopied: undefined }));
  const toCode = by((handIn) => {
    const count = handIn.exercises.filter(({ result }) => result !== undefined).length;
    setShown({ kind: 'code', text: toProgressCode(handIn), count, left: handIn.exercises.length - count });
  });
  return (
    <section class="hand-in-ways" aria-label="Ways to hand in">
      <div class="workshop-actions">
        {isLive && (
          <button type="button" class="button primary" onClick={toRoom} disabled={shown.kind === 'sending'}>
            Send to the room
          </button>
        )}
        <button type="button" class={isLive ? 'button' : 'button primary'} onClick={toFile}>
          Save a file
        </button>
        <button type="button" class="button" onClick={toText}>
          Show as text
        </button>
        <button type="button" class="button" onClick={toCode}>
          Show a QR code
        </button>
      </div>
      <div role="status">
        {shown.kind === 'sending' && <p class="workshop-told">Sending.</p>}
        {shown.kind === 'sent' && shown.sent.kind === 'received' && (
          <p class="workshop-told">
            The room has it, since {new Date(shown.at).toLocaleTimeString('en-GB')}. Send it again whenever you have
            come further.
          </p>
        )}
        {shown.kind === 'sent' && shown.sent.kind === 'refused' && (
          <p class="workshop-told is-trouble">{shown.sent.why}</p>
        )}
        {shown.kind === 'saved' && (
          <p class="workshop-told">Saved as {shown.name}. Give it to your instructor, by mail, chat or stick.</p>
        )}
      </div>
      {shown.kind === 'text' && (
        <AsText text={shown.text} isCopied={shown.isCopied} onCopied={(isCopied) => setShown({ ...shown, isCopied })} />
      )}
      {shown.kind === 'code' && <AsCode text={shown.text} left={shown.left} count={shown.count} />}
    </section>
  );
}

interface AsTextProps {
  readonly text: string;
  readonly isCopied: boolean | undefined;
  readonly onCopied: (isCopied: boolean) => void;
}

function AsText({ text, isCopied, onCopied }: AsTextProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.select(), [text]);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(text);
    field.current?.focus();
    field.current?.select();
    onCopied(isCopied);
  };
  return (
    <div class="hand-in-text">
      <label for="hand-in-text">
        Paste all of it into a mail or a chat. Wrapped lines do no harm, and it can be told whether it arrived whole.
      </label>
      <textarea ref={field} id="hand-in-text" readOnly rows={8} spellcheck={false} value={text} />
      <div class="workshop-actions">
        <button type="button" class="button" onClick={copy}>
          Copy the text
        </button>
        <span role="status">
          {isCopied === true && 'Copied.'}
          {isCopied === false && 'The browser does not let the page copy. The text is selected: copy it yourself.'}
        </span>
      </div>
    </div>
  );
}

function AsCode({ text, left, count }: { readonly text: string; readonly left: number; readonly count: number }) {
  if (count === 0) {
    return (
      <p class="workshop-told is-trouble">
        A QR code carries progress alone, and none of the chosen exercises was run yet. Run one, or hand in by file or
        text.
      </p>
    );
  }
  return (
    <figure class="hand-in-code">
      <QrCode text={text} label="QR code of your progress" />
      <figcaption>
        <p>
          <b>Progress only.</b> The code carries your name and which rules held, and no source: your answers cannot be
          run again from it.
        </p>
        {left > 0 && <p>{left === 1 ? 'One exercise was' : `${left} exercises were`} not run yet, and left out.</p>}
        <p>It says:</p>
        <code>{text}</code>
      </figcaption>
    </figure>
  );
}

function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'attendee' : plain;
}
