// Floor 7. The Chromium that browser tests, the judge and the bench run in: found, or else installed, never skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium as playwright } from '@playwright/test';

/** What Playwright's `launch` needs. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: string[];
}

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'].map((path) =>
      join(process.env[variable] ?? 'C:\\', path),
    ),
  ),
};

const quiet = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Finds a Chromium, or installs one. Sets CHROMIUM_PATH, so that processes started from here need not search. */
export function findOrInstallChromium(): Chromium {
  const executablePath = find() ?? install();
  process.env.CHROMIUM_PATH = executablePath;
  return { executablePath, args: isRoot() ? [...quiet, '--no-sandbox'] : quiet };
}

/** Chromium refuses to start its own sandbox as root, which is what containers run as. */
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function find(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and no file is there. Mend it, or unset it to let a browser be found.`);
  }
  return candidates().find((path) => existsSync(path) && doesStart(path));
}

function candidates(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [
    ...namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(usualPlaces[process.platform] ?? []),
    playwright.executablePath(),
  ];
}

/** A file of the right name may be a stub that asks for another package. On Windows `--version` opens a window, so it is not asked. */
function doesStart(path: string): boolean {
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 && /Chrom/.test(stdout);
}

function install(): string {
  const tried: string[] = [];
  for (const { what, commands } of installers()) {
    console.log(`No Chromium found. Trying to install one: ${what}`);
    const failed = commands.find(([command, ...args]) => spawnSync(command, args, { stdio: 'inherit' }).status !== 0);
    const found = find();
    if (found !== undefined) return found;
    tried.push(failed === undefined ? `${what}: done, but no Chromium that starts` : `${what}: failed`);
  }
  throw new Error(
    [
      'No Chromium was found on PATH or in the usual places, and none could be installed:',
      ...tried.map((line) => `  ${line}`),
      'Install Chromium or Chrome, or set CHROMIUM_PATH to its executable, and run the command again.',
    ].join('\n'),
  );
}

interface Installer {
  readonly what: string;
  readonly commands: readonly (readonly [command: string, ...args: string[]])[];
}

function installers(): Installer[] {
  const ownInstaller = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const fromPlaywright: Installer = {
    what: 'npx playwright install chromium',
    commands: [[process.execPath, ownInstaller, 'install', 'chromium']],
  };
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return [fromPlaywright];
  const fromDebian: Installer = {
    what: 'apt-get install chromium',
    commands: [
      ['apt-get', 'update'],
      ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
    ],
  };
  return [
    fromDebian,
    { ...fromPlaywright, commands: [[process.execPath, ownInstaller, 'install', '--with-deps', 'chromium']] },
  ];
}
