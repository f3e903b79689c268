// What vitest's entry expects to find before it is evaluated; in Node its own worker puts it there. Internal to vitest:
// the version is pinned, and a browser test compares every result with Node's.
//
// `globalThis` in this bundle is a private stand-in (see build/runner-plugin.ts), so that vitest's state, its matchers
// among it, cannot be reached from an answer.

/** Only what differs from a neutral empty value needs a word here; names and shapes are vitest's. */
const config = {
  name: '',
  root: '/',
  mode: 'test',
  setupFiles: [],
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  // What bounds a test is the watchdog on the page's side, never a wall-clock limit.
  testTimeout: 0,
  hookTimeout: 0,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
  expect: {},
  experimental: { importDurations: { limit: 0 } },
  env: {},
  defines: {},
  snapshotOptions: {
    updateSnapshot: 'none',
    expand: false,
    snapshotEnvironment: {
      getVersion: () => '1',
      getHeader: () => '',
      resolvePath: async (path: string) => `${path}.snap`,
      resolveRawPath: async (_: string, path: string) => path,
      saveSnapshotFile: async () => {},
      readSnapshotFile: async () => null,
      removeSnapshotFile: async () => {},
    },
  },
  fakeTimers: { loopLimit: 10000, shouldClearNativeTimers: true, toFake: [] },
  restoreMocks: false,
  mockReset: false,
  clearMocks: false,
  unstubEnvs: false,
  unstubGlobals: false,
};

Object.defineProperty(globalThis, '__vitest_worker__', {
  configurable: true,
  writable: true,
  value: {
    ctx: { pool: 'browser', files: [] },
    environment: { name: 'browser' },
    metaEnv: {},
    providedContext: {},
    filepath: '/',
    onCleanup() {},
    evaluatedModules: { idToModuleMap: new Map(), getModuleById() {} },
    resolvingModules: new Set(),
    moduleExecutionInfo: new Map(),
    durations: { environment: 0, prepare: 0 },
    rpc: new Proxy({}, { get: () => async () => {} }),
    config,
  },
});

export { config };
