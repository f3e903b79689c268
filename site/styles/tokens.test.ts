// Holds the colors to their promises: contrast by WCAG 2, and partitions that keep apart for every common kind of sight.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Colors of a block that begins with a selector. */
function colorsOf(selector: string): Readonly<Record<string, string>> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map(([, name, hex = '']) => [
      name,
      hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex,
    ]),
  );
}

const light = colorsOf(':root');
const dark = { ...light, ...colorsOf('[data-theme="dark"]') };
const themes = [
  { theme: 'light', colors: light },
  { theme: 'dark', colors: dark },
] as const;
const partitions = Array.from({ length: 10 }, (_, index) => `p${index}`);

type Triple = readonly [number, number, number];

function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function luminance(hex: string): number {
  const [red, green, blue] = linear(hex);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** What dichromats see, in linear light: Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function oklab([red, green, blue]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Distance in OKLab of two colors as somebody sees them. */
function distance(a: string, b: string, sight: readonly [Triple, Triple, Triple]): number {
  const seen = (hex: string): Triple => {
    const [red, green, blue] = linear(hex);
    const mix = ([r, g, b]: Triple): number => Math.min(1, Math.max(0, r * red + g * green + b * blue));
    return oklab([mix(sight[0]), mix(sight[1]), mix(sight[2])]);
  };
  const [first, second] = [seen(a), seen(b)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

const color = (colors: Readonly<Record<string, string>>, name: string): string => {
  const hex = colors[name];
  if (hex === undefined) throw new Error(`tokens.css has no color --${name}.`);
  return hex;
};

describe.each(themes)('in the $theme theme', ({ colors }) => {
  it.each(['bg', 'panel', 'sunk', 'accent-bg', 'warn-bg'])('text on --%s reaches 7 to 1', (ground) => {
    expect(contrast(color(colors, 'ink'), color(colors, ground))).toBeGreaterThanOrEqual(7);
  });

  it.each(['soft', 'faint', 'accent', 'ok', 'bad', 'warn'])(
    '--%s reaches 4.5 to 1 on every ground it stands on',
    (ink) => {
      for (const ground of ['bg', 'panel']) {
        expect(contrast(color(colors, ink), color(colors, ground))).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it.each([
    ['bad', 'bad-bg'],
    ['ok', 'ok-bg'],
    ['warn', 'warn-bg'],
    ['accent', 'accent-bg'],
    ['on-accent', 'accent'],
  ])('--%s reaches 4.5 to 1 on --%s', (ink, ground) => {
    expect(contrast(color(colors, ink), color(colors, ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(partitions)('--%s carries its label, and can be a label itself', (name) => {
    expect(contrast(color(colors, name), color(colors, 'on-partition'))).toBeGreaterThanOrEqual(4.5);
    for (const ground of ['bg', 'panel']) {
      expect(contrast(color(colors, name), color(colors, ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(Object.keys(sights))('the partitions keep apart for somebody with %s sight', (name) => {
    // 0.02 is what one just sees in OKLab; twice that is seen side by side without looking for it.
    const sight = sights[name] ?? [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ];
    for (const [index, first] of partitions.entries()) {
      for (const second of partitions.slice(index + 1)) {
        expect(distance(color(colors, first), color(colors, second), sight), `${first} and ${second}`).toBeGreaterThan(
          0.04,
        );
      }
    }
  });
});

it('without scripts the dark theme is the same', () => {
  expect(colorsOf(':root:not([data-theme])')).toEqual(colorsOf('[data-theme="dark"]'));
});
