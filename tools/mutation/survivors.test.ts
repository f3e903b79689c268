import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSurvivors } from './survivors.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survivors-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const path = join(folder, 'survivors.yaml');
  writeFileSync(path, text);
  return readSurvivors(path);
}

const explained = '- { original: a > b, replacement: a >= b, why: They are never equal here. }';

describe('survivors.yaml', () => {
  it('is not needed: the solution is measured, and nothing is explained', () => {
    expect(readSurvivors(join(folder, 'survivors.yaml'))).toEqual({ measured: 'answer.ts', explanations: [] });
  });

  it('explains survivors of the solution', () => {
    expect(read(explained)).toMatchObject({ measured: 'answer.ts', explanations: [{ original: 'a > b' }] });
  });

  it('can have an alternative measured, and says why', () => {
    const text = `measured: alternatives/short.ts\nbecause: The solution does far more.\nsurvivors:\n  ${explained}\n`;
    expect(read(text)).toMatchObject({ measured: 'alternatives/short.ts', explanations: [{ original: 'a > b' }] });
    expect(() => read(text.replace(/because.*\n/, ''))).toThrow('survivors.yaml: because');
    expect(() => read(text.replace('alternatives/', '../'))).toThrow('names an alternative: alternatives/NAME.ts');
  });
});
