import { describe, expect, it } from 'vitest';
import { nearestPage, possibleRoots } from './not-found.ts';

const pages = [
  { address: '', title: 'Front page' },
  { address: 'lessons/range-assignor/', title: 'Range' },
  { address: 'exercises/range-assignor/', title: 'Write it' },
  { address: 'lessons/sticky-assignor/', title: 'Sticky' },
];

describe('where the site may begin', () => {
  it('is before a folder that pages lie in, first of all', () => {
    expect(possibleRoots('/some/sub/lessons/range/x', pages)[0]).toBe('/some/sub/');
  });

  it('is else any folder of the path, deepest first', () => {
    expect(possibleRoots('/some/sub/nothing', pages)).toEqual(['/some/sub/', '/some/', '/']);
    expect(possibleRoots('/nothing', pages)).toEqual(['/']);
  });
});

describe('the nearest page', () => {
  it.each([
    ['lessons/range-asignor/', 'lessons/range-assignor/'],
    ['lessons/range-assignor', 'lessons/range-assignor/'],
    ['lessons/range-assignor.html', 'lessons/range-assignor/'],
    ['Lessons/Sticky-Assignor/index.html', 'lessons/sticky-assignor/'],
    ['exercise/range-assignor/', 'exercises/range-assignor/'],
    ['sticky-assignor', 'lessons/sticky-assignor/'],
  ])('to %s is %s', (asked, address) => {
    expect(nearestPage(asked, pages)?.address).toBe(address);
  });

  it('is none where nothing is near', () => {
    expect(nearestPage('playground/', pages)).toBeUndefined();
  });
});
