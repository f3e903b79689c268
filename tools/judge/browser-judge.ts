// Floor 7. Judges answers in the sandbox of a headless Chromium: what a stranger wrote never runs in Node.
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { aliases } from '../../aliases.ts';
import { loadExercise } from '../../site/build/exercise.ts';
import { runnerPlugin } from '../../site/build/runner-plugin.ts';
import type { Exercise, SuiteUnits } from '../../site/exercise.ts';
import type { Ending, RunReport } from '../../site/runner/outcome.ts';
import type { StrippedAnswer } from '../../site/runner/page/runner.ts';
import { type Verdict, verdictOf } from '../../site/runner/verdict.ts';
import { findOrInstallChromium } from '../chromium.ts';
import { strip } from './strip.ts';

export interface Judged {
  readonly verdict: Verdict;
  readonly report: RunReport;
}

export interface JudgeOptions {
  /** The run is called off at the first test that fails: enough to know that an answer does not pass. Default: false. */
  readonly stopsAtFailure?: boolean;
}

export interface Judge {
  judge(slug: string, source: string, options?: JudgeOptions): Promise<Judged>;
  /** The page that it judges in: another one after the sandbox's process has died. */
  readonly page: Page;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A name that leads nowhere: every request to it is answered from memory, every other is refused. */
const origin = 'http://judge.test';

export async function openJudge(): Promise<Judge> {
  const { executablePath, args } = findOrInstallChromium();
  const [files, browser] = await Promise.all([bundlePage(), chromium.launch({ executablePath, args })]);
  try {
    return await openIn(browser, files);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openIn(browser: Browser, files: ReadonlyMap<string, string>): Promise<Judge> {
  const context = await browser.newContext();
  await context.route('**/*', (route) => {
    const { origin: from, pathname } = new URL(route.request().url());
    const body = from === origin ? files.get(pathname) : undefined;
    if (body === undefined) return route.abort();
    return route.fulfill({ body, contentType: pathname === '/' ? 'text/html' : 'text/javascript' });
  });
  let sheet = await openPage(context);

  const exercises = new Map<string, Promise<Exercise>>();
  const exerciseOf = (slug: string): Promise<Exercise> => {
    const known = exercises.get(slug) ?? loadExercise(root, slug).then((content) => content.exercise);
    exercises.set(slug, known);
    return known;
  };
  const run = async (units: SuiteUnits, answer: StrippedAnswer, stops: boolean): Promise<RunReport> => {
    try {
      return await sheet.page.evaluate(([suite, each, isBrief]) => window.judgeAnswer(suite, each, isBrief), [
        units,
        answer,
        stops,
      ] as const);
    } catch (error) {
      if (!sheet.isCrashed()) throw error;
      await sheet.page.close();
      sheet = await openPage(context);
      return without({ kind: 'died', during: undefined });
    }
  };
  return {
    get page() {
      return sheet.page;
    },
    async judge(slug, source, { stopsAtFailure = false } = {}) {
      const exercise = await exerciseOf(slug);
      const stripped = strip(`/${slug}.ts`, source);
      const report =
        stripped.kind === 'unreadable'
          ? without(stripped.ending)
          : await run(exercise.units, stripped.answer, stopsAtFailure);
      return { verdict: verdictOf(exercise.rules, report), report };
    },
    close: () => browser.close(),
  };
}

interface Sheet {
  readonly page: Page;
  /** Playwright gives up the whole page when the process of any frame in it is gone, as the sandbox's is when its memory runs out. */
  isCrashed(): boolean;
}

async function openPage(context: BrowserContext): Promise<Sheet> {
  const page = await context.newPage();
  let isCrashed = false;
  page.on('crash', () => {
    isCrashed = true;
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction(() => 'judgeAnswer' in window);
  return { page, isCrashed: () => isCrashed };
}

/** Of a run of which no test was heard. */
const without = (ending: Ending): RunReport => ({ collected: [], outcomes: [], ending, logs: [], durationMs: 0 });

/** The judge's page by path, made from the same sources as the site. */
async function bundlePage(): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root,
    base: '/',
    resolve: { alias: aliases },
    plugins: [runnerPlugin('run')],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: { page: fileURLToPath(new URL('./page.ts', import.meta.url)) } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  const files = new Map(
    output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
  const policy = `default-src 'none'; script-src 'self' 'unsafe-inline' blob:; worker-src blob:; connect-src 'self'; style-src 'unsafe-inline'`;
  const entry = output.find((file) => file.type === 'chunk' && file.isEntry)?.fileName;
  return files.set(
    '/',
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Judge</title><body><script type="module" src="/${entry}"></script>`,
  );
}
