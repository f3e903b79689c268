// Floor 7. How hand-ins get into the room: files dropped or chosen, texts pasted, several at once.
import { useState } from 'preact/hooks';
import { handInFileSizeMax, tooLarge } from '../hand-in/read-hand-ins.ts';
import type { Room, Told } from './room.ts';

/** More would be a wall. */
const problemsShown = 12;

export function TakeIn({ room }: { readonly room: Room }) {
  const [isOver, setOver] = useState(false);
  const [text, setText] = useState('');
  const takeFiles = (files: Iterable<File> | undefined): void => {
    const sources = [...(files ?? [])].map((file) => ({ name: file.name, text: () => textOf(file) }));
    if (sources.length > 0) void room.takeIn(sources);
  };
  const takeText = async (): Promise<void> => {
    await room.takeIn([{ name: 'The pasted text', text: () => Promise.resolve(text) }]);
    // What could not be read stays, to be mended.
    if (room.told.value.problems.length === 0) setText('');
  };
  return (
    <section
      class={`room-take-in${isOver ? ' is-over' : ''}`}
      aria-label="Take in hand-ins"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        takeFiles(event.dataTransfer?.files);
      }}
    >
      <p>
        Drop files here, several at once, or{' '}
        <label class="room-choose">
          <span class="button">Choose files</span>
          <input
            type="file"
            class="visually-hidden"
            multiple
            onChange={({ currentTarget }) => {
              takeFiles(currentTarget.files ?? undefined);
              // The same file can be chosen once more.
              currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <label for="room-text">Or paste texts out of mails, chats and scanned QR codes, one or many</label>
      <textarea
        id="room-text"
        rows={3}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div class="workshop-actions">
        <button type="button" class="button primary" disabled={text.trim() === ''} onClick={() => void takeText()}>
          Take in the text
        </button>
      </div>
      <div role="status">
        <ToldLines told={room.told.value} />
      </div>
    </section>
  );
}

function ToldLines({ told: { lines, problems } }: { readonly told: Told }) {
  return (
    <>
      {lines.length > 0 && <p class="workshop-told">{lines.join(' ')}</p>}
      {problems.length > 0 && (
        <ul class="workshop-told is-trouble">
          {problems.slice(0, problemsShown).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {problems.length > problemsShown && <li>And {problems.length - problemsShown} more of the kind.</li>}
        </ul>
      )}
    </>
  );
}

/** Looks at the size before it reads anything. */
function textOf(file: File): Promise<string> {
  if (file.size <= handInFileSizeMax) return file.text();
  return Promise.reject(new Error(tooLarge(file.size)));
}
