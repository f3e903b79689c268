// What an author expects of an answer, or offers as an option of a prediction: `c1`, `3s +-100ms`, `1s..5s`, `at most 500ms`,
// a list. Floor 7; knows not what was asked.
import { type Answer, listText } from './answer.ts';
import { durationText, readDuration } from './durations.ts';

/** As it stands in the YAML. */
export type Expected = string | number | readonly (string | number)[];

export interface Expectation {
  readonly holds: boolean;
  /** As a reader sees it: `1 s to 5 s`. */
  readonly text: string;
}

/** @returns a text: how an expectation of such an answer is written */
export function expectationOf(expected: Expected, answer: Answer): Expectation | string {
  switch (answer.kind) {
    case 'list':
      return ofList(expected, answer.items);
    case 'name': {
      if (Array.isArray(expected)) return 'write one name';
      const name = String(expected).trim();
      return { holds: name === answer.value, text: name };
    }
    case 'count':
      return ofNumber(expected, answer.value, { read: readCount, show: String, example: '2, 2..4, at most 3' });
    case 'duration':
    case 'time':
      return ofNumber(expected, answer.ms, {
        read: readDuration,
        show: durationText,
        example: '3s, 3s +-100ms, 1s..5s, at most 500ms, without end',
      });
  }
}

interface Quantity {
  readonly read: (text: string) => number | undefined;
  readonly show: (value: number) => string;
  readonly example: string;
}

function ofNumber(expected: Expected, value: number, { read, show, example }: Quantity): Expectation | string {
  const text = String(expected).trim();
  const range = (least: number | undefined, most: number | undefined, shown: (a: number, b: number) => string) => {
    if (least === undefined || most === undefined || least > most) return undefined;
    return { holds: least <= value && value <= most, text: shown(least, most) };
  };
  const [, bound, limit = ''] = /^(at most|at least|under|over) (.+)$/.exec(text) ?? [];
  const number = read(limit);
  if (bound !== undefined && number !== undefined)
    return { holds: bounds[bound]?.(value, number) ?? false, text: `${bound} ${show(number)}` };
  const [, middle, around] = /^(.+?) ?(?:\+-|±) ?(.+)$/.exec(text) ?? [];
  if (middle !== undefined && around !== undefined) {
    const [center, tolerance] = [read(middle), read(around)];
    if (center === undefined || tolerance === undefined) return `write ${example}`;
    const isNear = Math.abs(value - center) <= tolerance;
    return { holds: isNear, text: `${show(center)} ± ${show(tolerance)}` };
  }
  const [, from, to] = /^(.+?)\.\.(.+)$/.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    return range(read(from), read(to), (least, most) => `${show(least)} to ${show(most)}`) ?? `write ${example}`;
  }
  const exact = text === durationText(Number.POSITIVE_INFINITY) ? Number.POSITIVE_INFINITY : read(text);
  return exact === undefined ? `write ${example}` : { holds: value === exact, text: show(exact) };
}

const bounds: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  'at most': (value, limit) => value <= limit,
  'at least': (value, limit) => value >= limit,
  under: (value, limit) => value < limit,
  over: (value, limit) => value > limit,
};

function readCount(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

function ofList(expected: Expected, items: readonly string[]): Expectation | string {
  if (!Array.isArray(expected)) return 'write a list: [orders-0, orders-1], or [] for nothing';
  const wanted = expected.map((item) => normalized(String(item)));
  // A callback that is expected without its partitions may have any.
  const holds =
    wanted.length === items.length && wanted.every((item, at) => item === items[at] || item === nameOf(items[at]));
  return { holds, text: listText(wanted) };
}

/** `onPartitionsRevoked(orders-0, orders-1)` and the same without a comma, which would end an item of a list. */
const normalized = (item: string): string => item.trim().replace(/,\s*/g, ' ');
const nameOf = (item: string | undefined): string | undefined => item?.replace(/\(.*$/, '');
