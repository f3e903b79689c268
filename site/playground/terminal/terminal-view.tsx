// Floor 7. A terminal (xterm.js) on the live cluster. Loaded when it is first opened.
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'preact/hooks';
import '../../styles/terminal.css';
import type { Playground } from '../playground.ts';
import { type Producing, recordOf } from './console-producer.ts';
import { keysIn, LineEditor } from './line-editor.ts';
import { complete } from './shell.ts';

const prompt = '$ ';
const producingPrompt = '> ';
/** Wide enough for the widest table: it is scrolled rather than broken. */
const columns = 190;
const rows = 16;
const welcome = 'kafka-consumer-groups, kafka-topics and kafka-console-producer on the cluster above. Type help.';

/** What was typed in this visit: kept while the terminal is closed and opened again. */
let history: readonly string[] = [];

export interface TerminalViewProps {
  readonly playground: Playground;
  onClose(): void;
}

export default function TerminalView({ playground, onClose }: TerminalViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const session = new TerminalSession(element, playground, () => close.current?.focus());
    return () => session.dispose();
  }, [playground]);
  return (
    <section class="play-terminal" aria-label="Terminal">
      <header>
        <h2>Terminal</h2>
        <p>
          <kbd>Tab</kbd> completes, <kbd>Esc</kbd> leaves, then <kbd>Tab</kbd> goes on.
        </p>
        <button ref={close} type="button" class="button" onClick={onClose}>
          Close
        </button>
      </header>
      <div class="play-terminal-scroll">
        <div ref={place} class="play-terminal-screen" />
      </div>
    </section>
  );
}

class TerminalSession {
  readonly #terminal: Terminal;
  readonly #playground: Playground;
  readonly #editor = new LineEditor(history);
  readonly #leave: () => void;
  readonly #place: HTMLElement;
  readonly #observer: MutationObserver;
  #producing: Producing | undefined;
  /** What is typed while a command runs waits for it. */
  #work: Promise<void> = Promise.resolve();

  constructor(element: HTMLElement, playground: Playground, leave: () => void) {
    this.#playground = playground;
    this.#leave = leave;
    this.#place = element;
    this.#terminal = new Terminal({
      cols: columns,
      rows,
      convertEol: true,
      cursorBlink: false,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--code'),
      fontSize: 13,
      screenReaderMode: true,
      theme: themeOf(),
    });
    this.#terminal.open(element);
    this.#terminal.textarea?.setAttribute('aria-label', 'Command line. Escape leaves it.');
    this.#terminal.attachCustomKeyEventHandler((event) => this.#isForTerminal(event));
    this.#terminal.onData((data) => {
      for (const key of keysIn(data)) this.#work = this.#work.then(() => this.#key(key));
    });
    // The theme is an attribute of the document.
    this.#observer = new MutationObserver(() => {
      this.#terminal.options.theme = themeOf();
    });
    this.#observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#print(welcome);
    this.#draw();
    this.#terminal.focus();
  }

  dispose(): void {
    history = this.#editor.history;
    this.#observer.disconnect();
    this.#terminal.dispose();
  }

  #isForTerminal(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') {
      event.preventDefault();
      if (event.type === 'keydown') this.#leave();
      return false;
    }
    // The playground's own keys are letters: here they are typed.
    event.stopPropagation();
    // Out by Shift+Tab.
    return !(event.key === 'Tab' && event.shiftKey);
  }

  async #key(key: string): Promise<void> {
    if (key === '\r' || key === '\n') await this.#enter();
    else if (key === '\t') this.#complete();
    else if (key === '\x03') this.#interrupt();
    else if (key === '\x04') this.#endOfInput();
    else if (key === '\x0c') this.#terminal.clear();
    else if (!this.#editor.key(key.replace('\x1bO', '\x1b[')) && key >= ' ') this.#editor.insert(key);
    this.#draw();
  }

  async #enter(): Promise<void> {
    const line = this.#editor.enter(this.#producing === undefined);
    this.#terminal.write('\r\n');
    if (this.#producing !== undefined) await this.#produce(this.#producing, line);
    else if (line.trim() === 'clear') this.#terminal.reset();
    else if (line.trim() === 'history') this.#print(...this.#editor.history);
    else if (line.trim() !== '') await this.#execute(line);
    // A narrow page has followed the cursor to the right; what is printed begins at the left.
    this.#place.parentElement?.scrollTo({ left: 0 });
  }

  async #execute(line: string): Promise<void> {
    const answer = await this.#playground.command(line);
    if ('problem' in answer) {
      this.#print(answer.problem);
      return;
    }
    this.#print(...answer.lines.map(({ text }) => text));
    this.#producing = answer.producing;
    if (answer.events.length === 0) return;
    const done = await this.#playground.poke(line.trim(), (at) =>
      answer.events.map((event) => ({ at: `${at}ms`, ...event })),
    );
    if (done !== 'yes') this.#print(...done.map(({ text }) => text));
  }

  async #produce(producing: Producing, line: string): Promise<void> {
    try {
      const record = recordOf(producing, line);
      const done = await this.#playground.poke(`A record for ${producing.topic}`, (at) => [
        { at: `${at}ms`, ...record },
      ]);
      if (done !== 'yes') this.#print(...done.map(({ text }) => text));
    } catch (error) {
      this.#print(error instanceof Error ? error.message : String(error));
    }
  }

  #complete(): void {
    const cluster = this.#playground.seen.value?.cluster;
    const { text, cursor } = this.#editor.line;
    const { from, words } = complete(text, cursor, {
      topics: cluster?.topics.map(({ name }) => name) ?? [],
      groups: cluster?.groups.map(({ groupId }) => groupId) ?? [],
    });
    const common = commonStart(words);
    if (words.length === 1) this.#editor.replace(from, `${words[0]} `);
    else if (common.length > cursor - from) this.#editor.replace(from, common);
    else if (words.length > 1) {
      this.#terminal.write('\r\n');
      this.#print(words.join('  '));
    }
  }

  #interrupt(): void {
    this.#terminal.write('^C\r\n');
    this.#producing = undefined;
    this.#editor.clear();
  }

  #endOfInput(): void {
    if (this.#producing === undefined || this.#editor.line.text !== '') return;
    this.#producing = undefined;
    this.#terminal.write('\r\n');
  }

  #print(...lines: readonly string[]): void {
    // Nothing that is printed may steer the terminal: text only.
    for (const line of lines) this.#terminal.writeln(line.replace(/(?!\t)\p{Cc}/gu, ''));
  }

  #draw(): void {
    const { text, cursor } = this.#editor.line;
    const start = this.#producing === undefined ? prompt : producingPrompt;
    this.#terminal.write(`\r\x1b[K${start}${text}\x1b[${start.length + cursor + 1}G`);
  }
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

function themeOf() {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: color('--sunk'),
    foreground: color('--ink'),
    cursor: color('--accent'),
    cursorAccent: color('--sunk'),
    selectionBackground: color('--accent-bg'),
  };
}
