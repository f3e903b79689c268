import { describe, expect, it } from 'vitest';
import { bundleDeclarations, type PropertyDocs } from './bundle.ts';

function bundle(files: Record<string, string>, docs?: PropertyDocs): string {
  const read = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error(`${path} is not there`);
    return text;
  };
  return bundleDeclarations('kafka.d.ts', read, docs === undefined ? {} : { docs });
}

describe('a bundle of declarations', () => {
  it('exports what the module exports, and holds what that refers to without exporting it', () => {
    const text = bundle({
      'kafka.d.ts': "export { sleep } from './client/sleep.ts';",
      'client/sleep.d.ts': `import type { Milliseconds } from '../time.ts';
/** Waits. */
export declare function sleep(ms: Milliseconds): Promise<void>;
export declare function internal(): void;`,
      'time.d.ts': '/** Whole ones. */\nexport type Milliseconds = number;\nexport type Other = string;',
    });
    expect(text).toBe(`/** Waits. */
export declare function sleep(ms: Milliseconds): Promise<void>;
/** Whole ones. */
type Milliseconds = number;
export {};
`);
  });

  it('keeps a class that can be made whole, and hides how one is made that is only handed out', () => {
    const files = {
      'kafka.d.ts': "export { Consumer } from './c.ts';\nexport type { Records } from './c.ts';",
      'c.d.ts': `import type { Logged } from './logged.ts';
export declare class Consumer { constructor(config: object); poll(): Records; }
export declare class Records { #private; static readonly empty: Records; constructor(logged: Logged); count(): number; }`,
      'logged.d.ts': 'export interface Logged {}',
    };
    const text = bundle(files);
    expect(text).toContain('export declare class Consumer { constructor(config: object); poll(): Records; }');
    expect(text).toContain('private constructor(); count(): number; }');
    expect(text).not.toMatch(/Logged|static/);
  });

  it('writes what is known of properties where they are declared', () => {
    const text = bundle(
      { 'kafka.d.ts': "export declare const keys: { readonly 'a.b': number; readonly c: string };" },
      new Map([['keys', new Map([['a.b', 'How long.']])]]),
    );
    expect(text).toContain("/** How long. */\n    readonly 'a.b': number;");
  });

  it('leaves what comes from a package or another room where it is', () => {
    const text = bundle({
      'kafka.d.ts':
        "import type { TopicPartition } from 'kafka';\nexport interface Store { open(of: TopicPartition): void }",
    });
    expect(text).toContain('import type { TopicPartition } from "kafka";');
  });

  it('names what the compiler found out by itself', () => {
    const text = bundle({
      'kafka.d.ts': "export { keys } from './client/keys.ts';",
      'client/keys.d.ts': "export declare const keys: { readonly a: import('../key.ts').Key<string> };",
      'key.d.ts': 'export interface Key<T> { readonly value: T }',
    });
    expect(text).toContain('export declare const keys: { readonly a: Key<string> };');
    expect(text).toContain('\ninterface Key<T>');
  });

  it('says which two declarations of one name are in the way', () => {
    const files = {
      'kafka.d.ts': "export type { A } from './a.ts';\nexport type { B } from './b.ts';",
      'a.d.ts': 'interface Options { a: 1 }\nexport interface A extends Options {}',
      'b.d.ts': 'interface Options { b: 1 }\nexport interface B extends Options {}',
    };
    expect(() => bundle(files)).toThrow('a.d.ts and b.d.ts both declare Options');
  });
});
