import { describe, expect, it } from 'vitest';
import { keysIn, LineEditor } from './line-editor.ts';

function typed(...keys: readonly string[]): LineEditor {
  const editor = new LineEditor(['first', 'second']);
  for (const key of keys) if (!editor.key(key)) editor.insert(key);
  return editor;
}

const left = '\x1b[D';
const up = '\x1b[A';
const down = '\x1b[B';

describe('the line', () => {
  it('takes text at the cursor and loses the character before it', () => {
    expect(typed('kafka', left, left, '-').line).toEqual({ text: 'kaf-ka', cursor: 4 });
    expect(typed('kafka', left, '\x7f').line).toEqual({ text: 'kafa', cursor: 3 });
  });

  it('knows the keys of a shell: start, end, the rest, all before, the word before', () => {
    expect(typed('a b c', '\x01').line.cursor).toBe(0);
    expect(typed('a b c', '\x01', '\x05').line.cursor).toBe(5);
    expect(typed('a b c', left, left, '\x0b').line.text).toBe('a b');
    expect(typed('a b c', left, '\x15').line.text).toBe('c');
    expect(typed('one two ', '\x17').line.text).toBe('one ');
  });

  it('brings earlier lines back, and what was being typed after them', () => {
    expect(typed(up).line.text).toBe('second');
    expect(typed(up, up, up).line.text).toBe('first');
    expect(typed('now', up, down).line.text).toBe('now');
  });

  it('remembers a line once, and no empty one', () => {
    const editor = typed('third');
    expect(editor.enter(true)).toBe('third');
    editor.insert('third');
    editor.enter(true);
    editor.enter(true);
    expect(editor.history).toEqual(['first', 'second', 'third']);
  });
});

it('cuts what a terminal sends into keys and text', () => {
  expect(keysIn('ab\r\x1b[Ac\x7f')).toEqual(['ab', '\r', up, 'c', '\x7f']);
});
