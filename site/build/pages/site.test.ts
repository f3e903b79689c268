// Renders the course as it stands.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { frameGlue } from '../../runner/page/frame-glue.ts';
import { stage } from '../markdown/stage.ts';
import { scriptHash } from './inline-script.ts';
import { Site } from './site.ts';
import { Sources } from './sources.ts';

let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  pages = await new Site(new Sources(root), async () => stage).renderAll();
}, 300_000);

const inlineScripts = (html: string): readonly string[] =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '');

describe('every page', () => {
  it('has its policy before anything else, with the hash of each script that stands in it', () => {
    for (const html of pages.values()) {
      const policy =
        /^<!doctype html>\n<html[^>]*>\n<head>\n<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(
          html,
        )?.[1];
      expect(policy).toContain("default-src 'none'");
      for (const code of inlineScripts(html)) expect(policy).toContain(scriptHash(code));
    }
  });

  it('that can hold a workbench allows the script of its frame', () => {
    for (const [address, html] of pages) if (!address.endsWith('.html')) expect(html).toContain(scriptHash(frameGlue));
  });

  it('has one main, one first heading, and no id twice', () => {
    for (const html of pages.values()) {
      expect(html.match(/<main[\s>]/g)).toHaveLength(1);
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  it('links to pages that are there', () => {
    for (const [address, html] of pages) {
      if (address.endsWith('.html')) continue;
      for (const [, href = ''] of html.matchAll(/<a [^>]*href="(\.[^"#]*)/g)) {
        expect([...pages.keys()]).toContain(new URL(href, `http://site/${address}`).pathname.slice(1));
      }
    }
  });
});

it('a lesson holds its text, its questions, and the code to start from', () => {
  const html = pages.get('lessons/range-assignor/') ?? '';
  expect(html).toContain('<h1>Range: a ruler for each topic</h1>');
  expect(html).toContain('id="check-yourself"');
  expect(html).toMatch(/class="poster-code"[\s\S]*RangeAssignor/);
});

it('an exercise holds its rules in words', () => {
  expect(pages.get('exercises/range-assignor/')).toMatch(/<ol class="rules"><li id="R1">/);
});

it('pages that are shown at any address ask for no file', () => {
  for (const file of ['404.html', 'not-stored.html']) {
    expect(pages.get(file)).not.toMatch(/\s(src|href)="(?!data:)[^"]+"/);
  }
});
