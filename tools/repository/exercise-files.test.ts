import { describe, expect, it } from 'vitest';
import { incompleteExercises } from './exercise-files.ts';
import { inWords, type RepositoryFile } from './repository-file.ts';

const brief =
  '# Task\n\n1. not a rule\n\n## Rules\n\n1. **One.** Text.\n2. **Two.** Text.\n\n## Out of scope\n\n1. not a rule\n';
const mistakes = Array.from({ length: 8 }, (_, i) => [`exercises/x/mistakes/m${i}.ts`, '// R2: Wrong.\n'] as const);
const complete: ReadonlyMap<string, string> = new Map([
  ['exercises/testkit/index.ts', ''],
  ['exercises/tsconfig.json', ''],
  ['exercises/x/brief.md', brief],
  ['exercises/x/starter.ts', ''],
  ['exercises/x/suite.test.ts', ''],
  ['exercises/x/hints.md', ''],
  ['solutions/x/answer.ts', ''],
  ['solutions/x/walkthrough.md', ''],
  ...mistakes,
]);

const found = (contents: ReadonlyMap<string, string>) =>
  inWords(incompleteExercises([...contents].map(([path, text]): RepositoryFile => ({ path, text }))));

const without = (path: string) => new Map([...complete].filter(([each]) => each !== path));

describe('an exercise', () => {
  it('is complete with all its parts', () => {
    expect(found(complete)).toEqual([]);
  });

  it.each([
    'exercises/x/brief.md',
    'exercises/x/starter.ts',
    'exercises/x/suite.test.ts',
    'exercises/x/hints.md',
    'solutions/x/answer.ts',
    'solutions/x/walkthrough.md',
  ])('is incomplete without %s', (path) => {
    expect(found(without(path))).toContainEqual(expect.stringContaining(`${path}:1: is missing`));
  });

  it('has at least eight mistakes', () => {
    expect(found(without('exercises/x/mistakes/m3.ts'))).toEqual([expect.stringContaining('holds 7 mistakes')]);
  });

  it('has mistakes that say which rule they break', () => {
    const contents = new Map(complete).set('exercises/x/mistakes/m3.ts', '// Wrong.\n');
    expect(found(contents)).toEqual([
      expect.stringContaining('exercises/x/mistakes/m3.ts:1: does not begin with the rule'),
    ]);
  });

  it('has mistakes that break rules of its brief', () => {
    const contents = new Map(complete).set('exercises/x/mistakes/m3.ts', '// R3: Wrong.\n');
    expect(found(contents)).toEqual([expect.stringContaining('names R3, and the brief has 2 rules')]);
  });
});

describe('a solution without an exercise', () => {
  const answer = ['solutions/y/answer.ts', ''] as const;
  const door = ['exercises/testkit/assignors.ts', "export { Y } from '../../solutions/y/answer.ts';"] as const;

  it('needs nothing more while testkit hands it out', () => {
    expect(found(new Map([...complete, answer, door]))).toEqual([]);
  });

  it('is incomplete when nobody hands it out', () => {
    expect(found(new Map([...complete, answer]))).toContainEqual(expect.stringContaining('exercises/y/brief.md'));
  });

  it('needs all the parts as soon as there is one of its exercise', () => {
    const contents = new Map([...complete, answer, door, ['exercises/y/brief.md', brief] as const]);
    expect(found(contents)).toContainEqual(expect.stringContaining('exercises/y/starter.ts'));
  });
});
