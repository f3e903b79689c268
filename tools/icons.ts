// Floor 7. `npm run icons`: draws the icons of the installed app from the site's mark, on the ground of the light theme.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findOrInstallChromium } from './chromium.ts';

const at = (path: string): string => fileURLToPath(new URL(`../site/styles/${path}`, import.meta.url));

const icons = [
  { file: 'icon-192.png', size: 192, part: 0.74, isRound: true },
  { file: 'icon-512.png', size: 512, part: 0.74, isRound: true },
  // Systems cut a shape of their own out of this one; what is within four fifths of it is safe.
  { file: 'icon-maskable.png', size: 512, part: 0.56, isRound: false },
] as const;

const mark = await readFile(at('mark.svg'), 'utf8');
const browser = await chromium.launch(findOrInstallChromium());
try {
  const page = await browser.newPage();
  for (const { file, size, part, isRound } of icons) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;display:grid;place-items:center;height:100vh;background:#fcfcfa;border-radius:${isRound ? '18%' : 0}}
      html{background:none} svg{width:${part * 100}%}</style>${mark}`,
    );
    await writeFile(at(`icons/${file}`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
