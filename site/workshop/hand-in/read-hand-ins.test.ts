import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../fingerprint.ts';
import { pack } from '../../packed-text.ts';
import type { HandIn } from './hand-in.ts';
import { toProgressCode } from './progress-code.ts';
import { handInFileSizeMax, readHandIns } from './read-hand-ins.ts';
import { anyHandIn, sampleHandIn } from './sample-hand-in.ts';
import { toTextCode } from './text-code.ts';

const read = (text: string) => readHandIns('The text', text);
const runs = { numRuns: 60 };

describe('a hand-in as text', () => {
  it('arrives as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(anyHandIn, async (handIn) => {
        expect(await read(await toTextCode(handIn))).toEqual({ handIns: [handIn], problems: [] });
      }),
      runs,
    );
  });

  it('stands in lines that no mail client wraps', async () => {
    const lines = (await toTextCode(sampleHandIn)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(64);
  });

  it('survives other widths, quoting, blanks and what stands around it', async () => {
    const wrapping = fc.record({
      width: fc.integer({ min: 20, max: 200 }),
      quote: fc.constantFrom('', '> ', '>> ', '    ', '\t', '\u00a0'),
      end: fc.constantFrom('\n', '\r\n', ' \n', '=\n', '\u200b\n', '\n\n'),
    });
    await fc.assert(
      fc.asyncProperty(anyHandIn, wrapping, async (handIn, { width, quote, end }) => {
        const code = (await toTextCode(handIn)).replaceAll('\n', '');
        const lines = code.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        const mail = `Hi,${end}here it is:${end}${lines.map((line) => quote + line + end).join('')}${end}Cheers {A}`;
        expect(await read(mail)).toEqual({ handIns: [handIn], problems: [] });
      }),
      runs,
    );
  });

  it('is told to be damaged, never read as something else, when a character of it is another', async () => {
    const code = await toTextCode(sampleHandIn);
    await fc.assert(
      fc.asyncProperty(fc.nat(code.length - 1), fc.constantFrom(...'ABCxyz019+/|{} '), async (place, letter) => {
        const { handIns, problems } = await read(code.slice(0, place) + letter + code.slice(place + 1));
        if (handIns.length > 0) expect(handIns).toEqual([sampleHandIn]);
        else expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is told to be cut off, with how much arrived, wherever it was cut', async () => {
    const code = await toTextCode(sampleHandIn);
    const { handIns, problems } = await read(code.slice(0, 200));
    expect(handIns).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^The text: It was cut off: \d+ of \d+ characters arrived\./)]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: code.length - 1 }), async (length) => {
        expect(await read(code.slice(0, length))).toMatchObject({ handIns: [], problems: [expect.any(String)] });
      }),
      runs,
    );
  });

  it('does not unfold into more than anybody writes', async () => {
    const letters = (await pack('x'.repeat(10_000_000))).replaceAll('-', '+').replaceAll('_', '/');
    const { problems } = await read(`RLAB1{${letters.length}|${fingerprint(letters)}|${letters}}`);
    expect(problems).toEqual([expect.stringContaining('unfolds into far more')]);
  });

  it('of another version says so', async () => {
    expect((await read('RLAB2{12|abc|AAAA}')).problems).toEqual([
      expect.stringContaining('another version of this site'),
    ]);
    expect((await read('RLABP2{a|b|c}')).problems).toEqual([expect.stringContaining('another version of this site')]);
  });
});

describe('progress as a text for a QR code', () => {
  const progressOf = (handIn: HandIn) =>
    handIn.exercises.flatMap(({ slug, exerciseVersion, result }) =>
      result === undefined
        ? []
        : [
            {
              slug,
              exerciseVersion: exerciseVersion.slice(0, 6),
              result: {
                ...result,
                failedRules: result.failedRules.map(({ rule }) => ({ rule, message: '' })),
                isCurrent: true,
                at: handIn.at,
              },
            },
          ],
    );

  it('brings name and rules, and no source', async () => {
    await fc.assert(
      fc.asyncProperty(anyHandIn, async (handIn) => {
        const { handIns, problems } = await read(toProgressCode(handIn));
        expect(problems).toEqual([]);
        const { agenda: _, ...rest } = handIn;
        expect(handIns).toEqual([{ ...rest, exercises: progressOf(handIn) }]);
      }),
      runs,
    );
  });

  it('is ASCII without blanks, and fits a code that a phone reads from a screen with thirty exercises', () => {
    const [exercise] = sampleHandIn.exercises;
    const exercises = Array.from({ length: 30 }, () => exercise ?? { slug: '', exerciseVersion: '' });
    const code = toProgressCode({ ...sampleHandIn, attendee: 'Zoë 😀', exercises });
    expect(code).toMatch(/^[!-~]+$/);
    expect(code.length).toBeLessThan(1100);
  });

  it('notices a typing error', async () => {
    const code = toProgressCode(sampleHandIn);
    await fc.assert(
      fc.asyncProperty(fc.nat(code.length - 1), fc.constantFrom(...'01abz.'), async (place, letter) => {
        const { handIns, problems } = await read(code.slice(0, place) + letter + code.slice(place + 1));
        expect(handIns.length === 0 ? problems.length : handIns.length).toBe(1);
        if (handIns.length > 0) expect(letter).toBe(code[place]);
      }),
      runs,
    );
  });
});

describe('what is dropped or pasted', () => {
  const other = { ...sampleHandIn, attendeeId: 'zzzzzz', attendee: 'Grace' };

  it('may be a file of one, a list, or one in each line', async () => {
    expect((await read(JSON.stringify(sampleHandIn, null, 1))).handIns).toEqual([sampleHandIn]);
    expect((await read(JSON.stringify([sampleHandIn, other]))).handIns).toEqual([sampleHandIn, other]);
    expect((await read(`${JSON.stringify(sampleHandIn)}\n${JSON.stringify(other)}\n`)).handIns).toEqual([
      sampleHandIn,
      other,
    ]);
  });

  it('may be several texts in one, of both kinds', async () => {
    const text = `Ada:\n${await toTextCode(sampleHandIn)}\nGrace:\n${await toTextCode(other)}\nscan: ${toProgressCode(other)}`;
    expect((await read(text)).handIns.map(({ attendee }) => attendee)).toEqual(['Ada Lovelace', 'Grace', 'Grace']);
  });

  it('keeps what can be read, and says of the rest which it was', async () => {
    const lines = [
      JSON.stringify(sampleHandIn),
      '{"format":',
      JSON.stringify({ ...other, version: 9 }),
      JSON.stringify(other),
    ];
    const { handIns, problems } = await readHandIns('room.jsonl', lines.join('\n'));
    expect(handIns).toEqual([sampleHandIn, other]);
    expect(problems).toEqual([
      expect.stringMatching(/^room\.jsonl, line 2: It is damaged or not whole/),
      expect.stringMatching(/^room\.jsonl, line 3: It was made by a newer version/),
    ]);
    const cut = (await toTextCode(other)).slice(0, 150);
    const texts = await read(`${cut}\n${await toTextCode(sampleHandIn)}`);
    expect(texts.handIns).toEqual([sampleHandIn]);
    expect(texts.problems).toEqual([expect.stringMatching(/^The text, hand-in 1: It was cut off/)]);
  });

  it.each([
    ['', 'It is empty'],
    ['hello', 'No hand-in was found in it. Paste the text from "RLAB"'],
    ['{"format": "rebalance-lab-archive", "version": 1}', 'This is no hand-in.'],
    ['{"format":\n"rebalance-lab-hand-in",\n', 'It is damaged or not whole'],
    ['[[[[', 'It is damaged or not whole'],
  ])('%j is refused in one sentence', async (text, words) => {
    expect((await read(text)).problems).toEqual([expect.stringContaining(words)]);
  });

  it('of 50 MB is refused without being looked into', async () => {
    const { handIns, problems } = await readHandIns('big.json', ' '.repeat(50_000_000));
    expect(handIns).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^big\.json: It has 50 MB.*Files up to 40 MB/)]);
    expect(handInFileSizeMax).toBe(40_000_000);
  });

  it('never throws', async () => {
    const pieces = fc.constantFrom('RLAB1{', 'RLABP1{', '}', '|', '12', 'abc', '{', '[', '"', '\n', 'ü');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string())), async (parts) => {
        const { handIns, problems } = await read(parts.join(''));
        expect(handIns).toEqual([]);
        expect(problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
