import { expect, it } from 'vitest';
import { apiEntries } from './api-entries.ts';

const source = `import type { Closable } from "closable";
type Inner = {
    readonly a: 1;
};
/**
 * Reads topics.
 *
 * @throws ConfigException for a bad key
 */
export declare class KafkaConsumer extends Client implements Closable {
    #private;
    /** How it began. */
    constructor(config?: {
        readonly 'group.id': string;
    });
    protected static readonly inner: string;
    /**
     * Asks for records.
     *
     * @param timeoutMs at most so long
     * @returns what there is
     */
    poll(timeoutMs: number): Promise<void>;
}
/** One of two. */
export type Mode = 'EAGER' | 'COOPERATIVE';
export declare function sleep(ms: number): Promise<void>;
export interface Empty {
}
`;

it('takes declarations apart into names, signatures and docstrings', () => {
  expect(apiEntries(source)).toEqual([
    {
      name: 'KafkaConsumer',
      kind: 'class',
      heritage: 'extends Client implements Closable',
      doc: 'Reads topics.\n\n\n- *Throws* ConfigException for a bad key',
      signature: '',
      members: [
        {
          name: 'constructor',
          signature: "constructor(config?: {\n    readonly 'group.id': string;\n})",
          doc: 'How it began.',
        },
        {
          name: 'poll',
          signature: 'poll(timeoutMs: number): Promise<void>',
          doc: 'Asks for records.\n\n\n- *Argument* timeoutMs at most so long\n\n- *Returns* what there is',
        },
      ],
    },
    {
      name: 'Mode',
      kind: 'type',
      heritage: '',
      doc: 'One of two.',
      signature: "type Mode = 'EAGER' | 'COOPERATIVE';",
      members: [],
    },
    {
      name: 'sleep',
      kind: 'function',
      heritage: '',
      doc: '',
      signature: 'function sleep(ms: number): Promise<void>;',
      members: [],
    },
    { name: 'Empty', kind: 'interface', heritage: '', doc: '', signature: '', members: [] },
  ]);
});

it('refuses what it cannot read', () => {
  expect(() => apiEntries('export default 3;\n')).toThrow(/cannot read the declaration "export default 3;"/);
});
