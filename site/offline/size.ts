// Bytes in words. Floor 7.
import type { ListedFile } from './caches.ts';

export const sum = (files: readonly ListedFile[]): number => files.reduce((total, { bytes }) => total + bytes, 0);

/** Megabytes of a million bytes, as browsers and disks count them. */
export function sizeOf(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
