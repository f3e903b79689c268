// The keys of the workbench, in one list: what they do, when they count, and what the sheet says of them.
export type KeyAction =
  | 'run'
  | 'next-failure'
  | 'previous-failure'
  | 'next-pane'
  | 'previous-pane'
  | 'focus-editor'
  | 'focus-results'
  | 'show-brief'
  | 'hint'
  | 'grow'
  | 'sheet'
  | 'close';

interface KeyBinding {
  readonly action: KeyAction;
  readonly shown: readonly string[];
  readonly does: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  /** Also while typing; all others are letters that belong to the text then. */
  readonly whileTyping: boolean;
}

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey;
const letter = (key: string) => (event: KeyboardEvent) => plain(event) && event.key === key;
const functionKey = (key: string, shift: boolean) => (event: KeyboardEvent) =>
  plain(event) && event.key === key && event.shiftKey === shift;

export const KEY_BINDINGS: readonly KeyBinding[] = [
  {
    action: 'run',
    shown: ['Ctrl', 'Enter'],
    does: 'Run the suite (Cmd on a Mac)',
    matches: (event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey,
    whileTyping: true,
  },
  { action: 'next-failure', shown: ['F8'], does: 'Next failure', matches: functionKey('F8', false), whileTyping: true },
  {
    action: 'previous-failure',
    shown: ['Shift', 'F8'],
    does: 'Previous failure',
    matches: functionKey('F8', true),
    whileTyping: true,
  },
  {
    action: 'next-pane',
    shown: ['F6'],
    does: 'Go to the next pane: text, editor, results',
    matches: functionKey('F6', false),
    whileTyping: true,
  },
  {
    action: 'previous-pane',
    shown: ['Shift', 'F6'],
    does: 'Go to the pane before',
    matches: functionKey('F6', true),
    whileTyping: true,
  },
  { action: 'focus-editor', shown: ['e'], does: 'Go to the editor', matches: letter('e'), whileTyping: false },
  { action: 'focus-results', shown: ['r'], does: 'Go to the results', matches: letter('r'), whileTyping: false },
  { action: 'show-brief', shown: ['b'], does: 'Show the brief', matches: letter('b'), whileTyping: false },
  { action: 'hint', shown: ['h'], does: 'Show the next hint', matches: letter('h'), whileTyping: false },
  {
    action: 'grow',
    shown: ['t'],
    does: 'Give the timeline all the room, and back',
    matches: letter('t'),
    whileTyping: false,
  },
  { action: 'sheet', shown: ['?'], does: 'Show these keys', matches: letter('?'), whileTyping: false },
  {
    action: 'close',
    shown: ['Esc'],
    does: 'Close this sheet; give a timeline less room',
    matches: letter('Escape'),
    whileTyping: true,
  },
];

/** What a key press asks for; letters count only where they are not typed, and only where they are not turned off. */
export function keyAction(event: KeyboardEvent, isTyping: boolean, lettersOn: boolean): KeyAction | undefined {
  return KEY_BINDINGS.find((binding) => {
    if (!binding.matches(event)) return false;
    return binding.whileTyping || (!isTyping && lettersOn);
  })?.action;
}

const TYPED_IN =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"], [role="textbox"], .monaco-editor';

export const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPED_IN) !== null;
