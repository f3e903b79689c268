// Floor 7. The line that is being typed: text, cursor, the lines before it. Pure; draws nothing and carries nothing out.

export interface EditedLine {
  readonly text: string;
  readonly cursor: number;
}

const historyMax = 200;
const empty: EditedLine = { text: '', cursor: 0 };

export class LineEditor {
  #line = empty;
  #history: readonly string[];
  /** Place in the history; its length: the line that is being typed. */
  #at: number;
  #typed = '';

  constructor(history: readonly string[] = []) {
    this.#history = history;
    this.#at = history.length;
  }

  get line(): EditedLine {
    return this.#line;
  }

  get history(): readonly string[] {
    return this.#history;
  }

  insert(text: string): void {
    const { text: before, cursor } = this.#line;
    this.#set(before.slice(0, cursor) + text + before.slice(cursor), cursor + text.length);
  }

  /** What the key does to the line; `false`: it is no key of a line editor. */
  key(sequence: string): boolean {
    const { text, cursor } = this.#line;
    switch (sequence) {
      case '\x7f': // Backspace
        if (cursor > 0) this.#set(text.slice(0, cursor - 1) + text.slice(cursor), cursor - 1);
        return true;
      case '\x1b[3~': // Delete
        this.#set(text.slice(0, cursor) + text.slice(cursor + 1), cursor);
        return true;
      case '\x1b[D':
        this.#set(text, Math.max(0, cursor - 1));
        return true;
      case '\x1b[C':
        this.#set(text, Math.min(text.length, cursor + 1));
        return true;
      case '\x1b[H':
      case '\x01': // Ctrl+A
        this.#set(text, 0);
        return true;
      case '\x1b[F':
      case '\x05': // Ctrl+E
        this.#set(text, text.length);
        return true;
      case '\x0b': // Ctrl+K
        this.#set(text.slice(0, cursor), cursor);
        return true;
      case '\x15': // Ctrl+U
        this.#set(text.slice(cursor), 0);
        return true;
      case '\x17': {
        // Ctrl+W: the word before the cursor.
        const kept = text.slice(0, cursor).replace(/\S+\s*$/, '');
        this.#set(kept + text.slice(cursor), kept.length);
        return true;
      }
      case '\x1b[A':
        this.#recall(this.#at - 1);
        return true;
      case '\x1b[B':
        this.#recall(this.#at + 1);
        return true;
      default:
        return false;
    }
  }

  /** From `from` to the cursor stands `word` now. */
  replace(from: number, word: string): void {
    const { text, cursor } = this.#line;
    this.#set(text.slice(0, from) + word + text.slice(cursor), from + word.length);
  }

  /** The line is done: it is given back, and remembered where it says something new. */
  enter(isRemembered: boolean): string {
    const { text } = this.#line;
    if (isRemembered && text.trim() !== '' && text !== this.#history.at(-1)) {
      this.#history = [...this.#history, text].slice(-historyMax);
    }
    this.clear();
    return text;
  }

  clear(): void {
    this.#line = empty;
    this.#at = this.#history.length;
    this.#typed = '';
  }

  #recall(at: number): void {
    if (at < 0 || at > this.#history.length) return;
    if (this.#at === this.#history.length) this.#typed = this.#line.text;
    this.#at = at;
    const text = this.#history[at] ?? this.#typed;
    this.#set(text, text.length);
  }

  #set(text: string, cursor: number): void {
    this.#line = { text, cursor };
  }
}

const esc = '\x1b';
const keys = new RegExp(`${esc}\\[[0-9;]*[A-Za-z~]|${esc}O[A-Z]|\\p{Cc}|\\P{Cc}+`, 'gu');

/** What a terminal sends at once, in keys and pieces of text. */
export function keysIn(data: string): readonly string[] {
  return data.match(keys) ?? [];
}
