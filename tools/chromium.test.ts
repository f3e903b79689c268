import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findOrInstallChromium } from './chromium.ts';

describe('the search for a Chromium', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chromium-'));
    vi.stubEnv('CHROMIUM_PATH', undefined);
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  const program = (name: string, script: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it('takes the one that CHROMIUM_PATH names', () => {
    const named = program('my-browser', 'exit 0');
    vi.stubEnv('CHROMIUM_PATH', named);
    expect(findOrInstallChromium().executablePath).toBe(named);
  });

  it('says so when CHROMIUM_PATH names no file', () => {
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'gone'));
    expect(() => findOrInstallChromium()).toThrow(/CHROMIUM_PATH is .*gone, and no file is there/);
  });

  it('takes the first on PATH', () => {
    const first = program('chromium', 'echo Chromium 150.0');
    expect(findOrInstallChromium().executablePath).toBe(first);
  });

  it('passes over a stub that does not start', () => {
    program('chromium', 'echo "install the snap" >&2; exit 1');
    const second = program('chromium-browser', 'echo Chromium 150.0');
    vi.stubEnv('PATH', folder);
    expect(findOrInstallChromium().executablePath).toBe(second);
  });

  it('tells the processes it starts what it found', () => {
    const found = program('chromium', 'echo Chromium 150.0');
    findOrInstallChromium();
    expect(process.env.CHROMIUM_PATH).toBe(found);
  });

  it('keeps the browser from calling home', () => {
    program('chromium', 'echo Chromium 150.0');
    expect(findOrInstallChromium().args).toContain('--disable-background-networking');
  });
});
