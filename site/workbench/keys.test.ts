import { describe, expect, it } from 'vitest';
import { keyAction } from './keys.ts';

const press = (key: string, held: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }) as KeyboardEvent;

describe('keys', () => {
  it.each([
    ['Ctrl+Enter', press('Enter', { ctrlKey: true }), 'run'],
    ['Cmd+Enter', press('Enter', { metaKey: true }), 'run'],
    ['F8', press('F8'), 'next-failure'],
    ['Shift+F8', press('F8', { shiftKey: true }), 'previous-failure'],
    ['F6', press('F6'), 'next-pane'],
  ])('%s works while typing', (_, event, action) => {
    expect(keyAction(event, true, true)).toBe(action);
  });

  it.each(['e', 'r', 'b', 'h', '?'])('%s is a letter while typing and an action otherwise', (key) => {
    expect(keyAction(press(key), true, true)).toBeUndefined();
    expect(keyAction(press(key), false, true)).toBeDefined();
  });

  it('leaves letters alone once they are turned off, and those held with Ctrl always', () => {
    expect(keyAction(press('h'), false, false)).toBeUndefined();
    expect(keyAction(press('r', { ctrlKey: true }), false, true)).toBeUndefined();
  });
});
