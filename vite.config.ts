import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { aliases } from './aliases.ts';
import { exercisesPlugin } from './site/build/exercises-plugin.ts';
import { interviewPlugin } from './site/build/interview-plugin.ts';
import { offlinePlugin } from './site/build/offline-plugin.ts';
import { pagesPlugin } from './site/build/pages/pages-plugin.ts';
import { runnerPlugin } from './site/build/runner-plugin.ts';
import { searchPlugin } from './site/build/search-plugin.ts';
import { monacoPlugin } from './site/editor/monaco-plugin.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: aliases },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    pagesPlugin(root),
    exercisesPlugin(root),
    runnerPlugin('run'),
    runnerPlugin('session'),
    searchPlugin(root),
    interviewPlugin(root),
    monacoPlugin(),
    offlinePlugin(root),
  ],
  worker: { format: 'es', plugins: () => [monacoPlugin()] },
  // Pages are rendered on request, so there is no HTML file to find the browser's dependencies from.
  optimizeDeps: { entries: ['site/pages/*.ts'] },
  build: {
    modulePreload: { polyfill: false },
    // The editor is a large part on purpose: it is fetched only when it is asked for.
    chunkSizeWarningLimit: 3000,
  },
});
