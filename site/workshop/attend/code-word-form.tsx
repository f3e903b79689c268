// Floor 7. Where an attendee types the word that the instructor says.
import { useSignal } from '@preact/signals';
import type { Attendance } from './attendance.ts';

export function CodeWordForm({ attendance }: { readonly attendance: Attendance }) {
  const word = useSignal('');
  const said = useSignal('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (word.value.trim() === '') return;
    const opened = await attendance.release(word.value);
    said.value = opened
      ? 'Released.'
      : 'This word opens nothing here. Ask for it again; case, spaces and hyphens do not count.';
    if (opened) word.value = '';
  };
  return (
    <form class="code-word" onSubmit={submit}>
      <label>
        <span>Code word</span>
        <input
          type="text"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={80}
          value={word.value}
          onInput={({ currentTarget }) => {
            word.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="button">
        Release
      </button>
      <span role="status">{said.value}</span>
    </form>
  );
}
