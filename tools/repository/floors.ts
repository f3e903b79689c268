// Floor 7. The walls of the house, as data: who may import what, and why. `floor-check.ts` holds every import against them.

export interface FloorRule {
  /** Files that the rule is about, as patterns of paths from the root. */
  readonly files: readonly string[];
  readonly except?: readonly string[];
  /** All that these files may import: patterns of paths, `kafka` and the like, package names, `node:*`. */
  readonly mayImport?: readonly string[];
  /** Of these, types only. */
  readonly mayImportTypesOf?: readonly string[];
  /** Where a list of everything allowed would say too little: what is not. */
  readonly mayNotImport?: readonly string[];
  /** What the reader of a breach has to know. */
  readonly because: string;
}

/** What a unit test may import on top of what the code beside it may. */
export const alsoForTests = ['vitest', 'fast-check', 'node:*'] as const;

const buildTime = ['site/build/**', 'site/**/*-plugin.ts', 'site/e2e/**'] as const;

export const floorRules: readonly FloorRule[] = [
  {
    files: ['simulator/kernel/**'],
    mayImport: ['simulator/kernel/**'],
    because: 'Clock, queue, random streams and trace know nothing of Kafka, so that they can be reasoned about alone.',
  },
  {
    files: ['simulator/protocol/**'],
    mayImport: ['simulator/{kernel,protocol}/**'],
    because: 'Shapes of requests do not know who sends them: both sides of the wire stand on them.',
  },
  {
    files: ['simulator/broker/**'],
    mayImport: ['simulator/{kernel,protocol,broker}/**'],
    because: 'A broker knows clients by their requests alone, as in Kafka.',
  },
  {
    files: ['simulator/client/**'],
    mayImport: ['simulator/{kernel,protocol,client}/**'],
    because: 'A client speaks requests only. Reading the coordinator’s state would be a thing no real client can do.',
  },
  {
    files: ['simulator/{cluster,observe}/**'],
    mayImport: ['simulator/{kernel,protocol,broker,client,cluster,observe}/**'],
    because: 'The simulator is a library without a page, a Node.js or a dependency: it runs in each of them.',
  },
  {
    files: ['simulator/conformance/**'],
    mayImport: ['simulator/{kernel,protocol,broker,client,cluster,conformance}/**'],
    because: 'A recorded trace is replayed against what it was recorded of: the coordinator itself, the client itself.',
  },
  {
    files: ['simulator/*.ts'],
    mayImport: ['simulator/**'],
    because: 'The public faces name what is inside the simulator, and nothing else.',
  },
  {
    files: ['solutions/**'],
    mayImport: ['kafka'],
    mayImportTypesOf: ['testkit'],
    because: 'An answer is one file that imports `kafka`, so that it can run against a real client as it stands.',
  },
  {
    files: ['lessons/**'],
    mayImport: ['kafka'],
    mayImportTypesOf: ['simulator'],
    because:
      'A bug to be spotted is code that could run against a real client; the simulator’s types say how it is asked to stop.',
  },
  {
    files: ['exercises/*/starter.ts', 'exercises/*/mistakes/**'],
    mayImport: ['kafka'],
    mayImportTypesOf: ['testkit'],
    because: 'What a learner begins with, and what learners write, imports `kafka`, and types of what it is handed.',
  },
  {
    files: ['exercises/*/*.ts'],
    except: ['exercises/testkit/**', 'exercises/*/starter.ts'],
    mayImport: ['vitest', 'testkit', 'simulator', 'kafka', 'exercises/*/*'],
    mayNotImport: ['exercises/testkit/**'],
    because: 'A suite also runs in the sandbox of a browser, where these modules are linked and no others are.',
  },
  {
    files: ['exercises/testkit/**'],
    mayImport: ['exercises/testkit/**', 'solutions/*/answer.ts', 'kafka', 'simulator', 'vitest'],
    because: 'What suites share runs in the sandbox with them: it knows no page, no Node.js, no package but vitest.',
  },
  {
    files: ['tools/conformance/**'],
    mayNotImport: ['simulator/{kernel,protocol,broker,client,cluster,observe}/**', 'simulator/*.ts'],
    because: 'The command reads recorded files and reports. How a trace is replayed is told in simulator/conformance.',
  },
  {
    files: ['tools/**', 'site/**', '*.ts'],
    // Each says why itself.
    except: ['tools/exercises/node-host.ts', 'tools/bench/simulator-kernel.ts', 'tools/conformance/**'],
    mayNotImport: ['simulator/**'],
    because: 'Commands and pages stand on the names `kafka`, `simulator` and `testkit`; what is behind them may move.',
  },
  {
    files: ['site/**'],
    except: [...buildTime, '**/*.test.{ts,tsx}'],
    mayNotImport: ['node:*', 'tools/**', ...buildTime],
    because: 'This code runs in a browser. What needs Node.js belongs into site/build/.',
  },
  {
    files: ['site/runner/worker/**'],
    mayNotImport: [
      'site/{board,build,editor,pages,storage,styles,workbench}/**',
      'site/runner/page/**',
      'preact{,/**}',
      '@preact/**',
      'virtual:*',
    ],
    because: 'The worker runs a stranger’s code beside its own: it holds the runner and nothing of the page.',
  },
];
