// The declarations of the house's own modules, as TypeScript's compiler writes them.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

/** By path from the root, with forward slashes: `simulator/kafka.d.ts`. What is marked `@internal` is left out. */
export async function emitDeclarations(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'declarations-'));
  try {
    await compile(root, folder);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.d.ts'));
    return new Map(
      await Promise.all(
        files.map(async (file) => [file.split(sep).join('/'), await readFile(join(folder, file), 'utf8')] as const),
      ),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compile(root: string, folder: string): Promise<void> {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal'];
  const project = ['-p', join(root, 'exercises'), '--rootDir', root, '--outDir', folder];
  const compiler = spawn(process.execPath, [join(typescript, 'bin/tsc'), ...project, ...options], { cwd: root });
  let said = '';
  compiler.stdout.on('data', (text) => {
    said += String(text);
  });
  await new Promise((resolve, reject) => {
    compiler.on('error', reject);
    compiler.on('close', resolve);
  });
  // Errors of types are told where types are checked; declarations are written all the same.
  if ((await readdir(folder)).length === 0) {
    throw new Error(`No declarations came out of ${relative(root, join(root, 'exercises'))}:\n${said}`);
  }
}
