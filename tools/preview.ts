// Floor 7. `npm run preview [-- PORT]`: serves the built site as any static host would.
import { fileURLToPath } from 'node:url';
import { serve } from './serve.ts';

const port = Number(process.argv[2] ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`"${process.argv[2]}" is no port. Usage: npm run preview -- 4173`);
  process.exit(2);
}
try {
  const { url } = await serve({ folder: fileURLToPath(new URL('../dist/', import.meta.url)), prefix: '/', port });
  console.log(`The built site is at ${url} (Ctrl+C ends it).`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
