// Finds the ```assignment, ```scene, ```terminal and ```predict fences of a text and puts what they stand for in their place. An ```ask is
// read here, so that its scene is known to the whole text, and drawn by questions.ts.
import type { MarkdownIt, Token } from 'markdown-it';
import { readAssignment } from './assignment-block.ts';
import { languageOf } from './code.ts';
import { environmentOf } from './environment.ts';
import { readAsk, readPredict } from './predict-block.ts';
import { readScene } from './scenario-block.ts';
import { readTerminal } from './terminal-block.ts';

/** Each plays its scene and hands back what draws it, once all scenes are known. */
const readers = {
  assignment: (...block: Parameters<typeof readAssignment>) => readAssignment(...block)?.render,
  scene: readScene,
  predict: readPredict,
  terminal: readTerminal,
} as const;

const isBlock = (language: string): language is keyof typeof readers | 'ask' =>
  language === 'ask' || Object.hasOwn(readers, language);

export function blocks(md: MarkdownIt): void {
  md.core.ruler.after('block', 'course_blocks', (state) => {
    const environment = environmentOf(state.env);
    // All scenes are played before anything that speaks of them is rendered.
    const drawn: { readonly token: Token; readonly render: () => string }[] = [];
    for (const token of state.tokens) {
      if (token.type !== 'fence') continue;
      const language = languageOf(token.info);
      if (!isBlock(language)) continue;
      const place = { file: environment.file, firstLine: environment.firstLine + (token.map?.[0] ?? 0) + 1 };
      if (language === 'ask') {
        token.type = 'ask_block';
        environment.asks.set(token, readAsk(md, token.content, place, environment));
        continue;
      }
      const render = readers[language](md, token.content, place, environment);
      token.type = 'html_block';
      token.info = '';
      token.content = '';
      if (render !== undefined) drawn.push({ token, render });
    }
    for (const { token, render } of drawn) token.content = render();
  });
}
