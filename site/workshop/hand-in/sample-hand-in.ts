// Floor 7. A hand-in for tests, and random ones. Nothing of the site imports it.
import * as fc from 'fast-check';
import { cleanName, type HandIn, handInFormat, handInVersion } from './hand-in.ts';

export const sampleHandIn: HandIn = {
  format: handInFormat,
  version: handInVersion,
  attendeeId: 'k3v9x0a2b1',
  attendee: 'Ada Lovelace',
  at: 1_800_000_000_000,
  agenda: 'Half a day',
  exercises: [
    {
      slug: 'range-assignor',
      exerciseVersion: '3f2a1b000000',
      source: 'export class RangeAssignor {}\n',
      result: {
        passed: false,
        rules: 3,
        passedRules: ['R1'],
        failedRules: [{ rule: 'R3', message: 'R3: 5 partitions, 3 members: orders-4 has no owner.' }],
        isCurrent: true,
        at: 1_799_999_000_000,
      },
    },
    { slug: 'partitions-lost', exerciseVersion: '00aa11bb22cc', source: '' },
  ],
};

const at = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const version = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 12, maxLength: 12 })
  .map((all) => all.join(''));
const slug = fc.constantFrom('range-assignor', 'partitions-lost', 'poll-loop', 'a');

const result = fc
  .array(fc.constantFrom('held', 'failed', 'neither'), { minLength: 1, maxLength: 12 })
  .chain((states) => {
    const rulesThat = (state: string) => states.flatMap((each, index) => (each === state ? [`R${index + 1}`] : []));
    const isPassing = states.every((state) => state === 'held');
    return fc.record({
      passed: isPassing ? fc.boolean() : fc.constant(false),
      rules: fc.constant(states.length),
      passedRules: fc.constant(rulesThat('held')),
      failedRules: fc.tuple(
        ...rulesThat('failed').map((rule) => fc.record({ rule: fc.constant(rule), message: fc.string() })),
      ),
      isCurrent: fc.boolean(),
      at,
    });
  });

export const anyHandIn: fc.Arbitrary<HandIn> = fc.record(
  {
    format: fc.constant(handInFormat),
    version: fc.constant(handInVersion),
    attendeeId: fc
      .array(fc.constantFrom(...'0123456789abcxyz'), { minLength: 6, maxLength: 14 })
      .map((all) => all.join('')),
    attendee: fc
      .string({ unit: 'binary', maxLength: 80 })
      .map(cleanName)
      .filter((name) => name !== ''),
    at,
    agenda: fc.string(),
    exercises: fc.array(
      fc.record(
        { slug, exerciseVersion: version, source: fc.string({ unit: 'grapheme' }), result },
        { requiredKeys: ['slug', 'exerciseVersion'] },
      ),
      { maxLength: 6 },
    ),
  },
  { requiredKeys: ['format', 'version', 'attendeeId', 'attendee', 'at', 'exercises'] },
);
