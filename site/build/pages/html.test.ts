import { expect, it } from 'vitest';
import { html, trusted } from './html.ts';

it('escapes what is put in', () => {
  expect(html`<p title="${'"'}">${"<b> & '"}</p>`.text).toBe('<p title="&#34;">&#60;b&#62; &#38; &#39;</p>');
});

it('leaves HTML as it is, alone and in lists', () => {
  expect(html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}${trusted('<hr>')}</ul>`.text).toBe(
    '<ul><li>a</li><li>b</li><hr></ul>',
  );
});

it('writes nothing for what is not there, and numbers as they are', () => {
  expect(html`[${undefined}|${0}]`.text).toBe('[|0]');
});
