// Floor 7. The keys of the presenter's windows, in one list: a clicker sends PageUp and PageDown, some send B.
export type PresentAction =
  | 'next'
  | 'back'
  | 'next-section'
  | 'previous-section'
  | 'first'
  | 'last'
  | 'blank'
  | 'notes'
  | 'timer'
  | 'play'
  | 'step-back'
  | 'step'
  | 'keys';

interface PresentKey {
  readonly action: PresentAction;
  readonly keys: readonly string[];
  readonly shown: readonly string[];
  readonly does: string;
}

export const presentKeys: readonly PresentKey[] = [
  {
    action: 'next',
    keys: ['ArrowRight', 'ArrowDown', ' ', 'PageDown', 'Enter'],
    shown: ['→', 'Space', 'PgDn'],
    does: 'Next step',
  },
  { action: 'back', keys: ['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace'], shown: ['←', 'PgUp'], does: 'Step before' },
  { action: 'next-section', keys: ['n'], shown: ['N'], does: 'Next section, then the next item of the agenda' },
  { action: 'previous-section', keys: ['v'], shown: ['V'], does: 'Section before' },
  { action: 'first', keys: ['Home'], shown: ['Home'], does: 'Beginning of the lesson' },
  { action: 'last', keys: ['End'], shown: ['End'], does: 'End of the lesson' },
  { action: 'blank', keys: ['b', '.'], shown: ['B'], does: 'Blank the screen, and back' },
  { action: 'play', keys: ['p'], shown: ['P'], does: 'Play the run that is shown, or pause it' },
  { action: 'step-back', keys: ['['], shown: ['['], does: 'One event back in the run' },
  { action: 'step', keys: [']'], shown: [']'], does: 'One event on in the run' },
  { action: 'notes', keys: ['s'], shown: ['S'], does: 'Open the notes in a second window' },
  { action: 'timer', keys: ['t'], shown: ['T'], does: 'Show the time here too, or hide it' },
  { action: 'keys', keys: ['?'], shown: ['?'], does: 'Show these keys' },
];

/** @param event where it was pressed in something that needs the key itself, nothing is asked for */
export function presentAction(event: KeyboardEvent): PresentAction | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest('input, textarea, select, dialog') !== null && target !== undefined) return undefined;
  const isPressed = event.key === ' ' || event.key === 'Enter';
  if (isPressed && target?.closest('button, a, summary') !== null && target !== undefined) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return presentKeys.find(({ keys }) => keys.includes(key))?.action;
}
