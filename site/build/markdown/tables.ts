// Tables that scroll on their own when the page is narrow, and whose headers say what they head.
import type { MarkdownIt, Token } from 'markdown-it';

export function tables(md: MarkdownIt): void {
  md.renderer.rules.table_open = () => '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  md.renderer.rules.table_close = () => '</table></div>\n';
  md.core.ruler.push('course_tables', (state) => {
    let column = -1;
    let rowsAreHeaded = false;
    state.tokens.forEach((token, index) => {
      if (token.type === 'tr_open') column = -1;
      if (token.type !== 'th_open' && token.type !== 'td_open') return;
      column += 1;
      if (token.type === 'th_open') {
        const isEmpty = state.tokens[index + 1]?.content.trim() === '';
        if (column === 0) rowsAreHeaded = isEmpty;
        // A header without words heads nothing: the corner of a table whose rows have names.
        if (isEmpty) retag(state.tokens, index, 'td');
        else token.attrSet('scope', 'col');
      } else if (column === 0 && rowsAreHeaded) {
        retag(state.tokens, index, 'th');
        token.attrSet('scope', 'row');
      }
    });
  });
}

/** A cell is three tokens: open, text, close. */
function retag(tokens: readonly Token[], open: number, tag: string): void {
  for (const token of [tokens[open], tokens[open + 2]]) if (token !== undefined) token.tag = tag;
}
