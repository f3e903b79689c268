// Floor 7. What files weigh, as rows of a table: raw and packed in the two ways that browsers understand.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Weight } from './browser.ts';
import { table } from './statistics.ts';

export function weightTable(rows: readonly (readonly string[])[]): string {
  return table([['', 'requests', 'raw', 'gzip', 'brotli'], ...rows]);
}

export function weightRow(what: string, files: Weight['bodies']): readonly string[] {
  const kB = (pack: (body: Buffer) => Buffer): string =>
    (files.reduce((sum, { body }) => sum + pack(body).length, 0) / 1000).toFixed(1);
  return [
    what,
    String(files.length),
    kB((body) => body),
    kB((body) => gzipSync(body, { level: 9 })),
    kB((body) => brotliCompressSync(body)),
  ];
}
