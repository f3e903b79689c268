// axe-core on a page, put there through the debugger, which no policy of the page can refuse.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * One line for each element that breaks a rule of axe; none is the goal.
 *
 * @param within a selector: looks at what is in it only, which is faster
 */
export async function accessibilityProblems(page: Page, within = 'html'): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  // The runner's frame is hidden and without an origin: nobody reads it, and axe could not.
  const options: RunOptions = { iframes: false, resultTypes: ['violations'] };
  const { violations } = await page.evaluate<AxeResults, readonly [string, RunOptions]>(
    ([context, given]) =>
      (globalThis as unknown as { axe: { run(context: string, options: RunOptions): Promise<AxeResults> } }).axe.run(
        context,
        given,
      ),
    [within, options],
  );
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
}
