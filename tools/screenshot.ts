// Floor 7. `npm run screenshot`: takes the README's picture of the built site, a failure of the wrong answer that most people write first.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import {
  detailOf,
  editorOf,
  openLessonWorkbench,
  remainderDropped,
  ruleOf,
  run,
  writeAnswer,
} from '../site/e2e/workbench.ts';
import { findOrInstallChromium } from './chromium.ts';
import { serve } from './serve.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const picture = at('docs/workbench.png');

const site = await serve({ folder: at('dist'), prefix: '/', port: 0 });
const browser = await chromium.launch(findOrInstallChromium());
try {
  const page = await browser.newPage({
    baseURL: site.url,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
  });
  await openLessonWorkbench(page);
  const withoutItsLabel = remainderDropped.replace(/^\/\/ R\d+: .*\n+/, '');
  await writeAnswer(page, withoutItsLabel);
  await run(page);
  await ruleOf(page, 3)
    .getByRole('button', { name: /5 partitions, 3 members/ })
    .click();
  await detailOf(page).getByRole('table').waitFor();
  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.screenshot({ path: picture, animations: 'disabled', caret: 'hide' });
  console.log(`${picture}: ${(await readFile(picture)).length} bytes`);
} finally {
  await browser.close();
  await site.close();
}
