import { describe, expect, it } from 'vitest';
import { parseDateTime, parseDuration } from './java-time.ts';

describe('parseDateTime', () => {
  it.each([
    ['1970-01-01T00:00:00.000', 0],
    ['1970-01-01T00:01:02.003', 62_003],
    ['1970-01-01T00:00:00.000Z', 0],
    ['1970-01-01T02:30:00.000+02:30', 0],
    ['1969-12-31T19:00:00.000-05', 0],
    ['2024-02-29T12:00:00.000', Date.UTC(2024, 1, 29, 12)],
    ['2000-03-01T00:00:00.000', Date.UTC(2000, 2, 1)],
    ['1999-12-31T23:59:59.999', Date.UTC(1999, 11, 31, 23, 59, 59, 999)],
    ['2023-02-29T00:00:00.000', undefined],
    ['2024-01-01', undefined],
    ['2024-01-01T00:00:00', undefined],
    ['2024-01-01T24:00:00.000', undefined],
    ['2024-13-01T00:00:00.000', undefined],
  ])('%s', (text, expected) => {
    expect(parseDateTime(text)).toBe(expected);
  });
});

describe('parseDuration', () => {
  it.each([
    ['PT15M', 900_000],
    ['P1D', 86_400_000],
    ['P2DT3H4M5.5S', 183_845_500],
    ['PT-6H3M', -21_420_000],
    ['-PT6H', -21_600_000],
    ['pt1s', 1_000],
    ['PT-0.5S', -500],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['1h', undefined],
    ['P1M', undefined],
  ])('%s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });
});
