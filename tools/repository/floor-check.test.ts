import { describe, expect, it } from 'vitest';
import { floorBreaches } from './floor-check.ts';
import { floorRules } from './floors.ts';
import { moduleOf } from './modules.ts';
import { inWords } from './repository-file.ts';

const breachesOf = (path: string, text: string) => inWords(floorBreaches([moduleOf({ path, text })], floorRules));

describe('the floors', () => {
  it.each([
    ['simulator/kernel/clock.ts', "import { x } from '../protocol/errors.ts';"],
    ['simulator/kernel/clock.ts', "import { readFileSync } from 'fs';"],
    ['simulator/protocol/join-group.ts', "import type { Group } from '../broker/group.ts';"],
    ['simulator/broker/group.ts', "import { Consumer } from '../client/consumer.ts';"],
    ['simulator/client/consumer.ts', "export { Group } from '../broker/group.ts';"],
    ['simulator/client/consumer.ts', "const group = await import('../broker/group.ts');"],
    ['simulator/cluster/process.ts', "import { h } from 'preact';"],
    ['simulator/observe/lag.ts', "import { draw } from '../../site/timeline/draw.ts';"],
    ['simulator/index.ts', "import { parse } from 'yaml';"],
    ['solutions/range-assignor/answer.ts', "import { clusterMetadata } from 'simulator';"],
    ['solutions/range-assignor/answer.ts', "import { expectAssignment } from 'testkit';"],
    ['solutions/range-assignor/answer.ts', "import { x } from '../sticky-assignor/answer.ts';"],
    ['exercises/range-assignor/starter.ts', "import { RangeAssignor } from 'testkit';"],
    [
      'exercises/range-assignor/mistakes/off-by-one.ts',
      "import { RangeAssignor } from '../../../solutions/range-assignor/answer.ts';",
    ],
    ['exercises/range-assignor/suite.test.ts', "import { x } from '../testkit/check.ts';"],
    ['exercises/range-assignor/suite.test.ts', "import { readFileSync } from 'node:fs';"],
    ['exercises/testkit/check.ts', "import type { Verdict } from '../../site/runner/verdict.ts';"],
    ['tools/judge/main.ts', "import { interned } from '../../simulator/protocol/topic-partition.ts';"],
    ['site/board/board.tsx', "import type { Cluster } from '../../simulator/client/cluster-metadata.ts';"],
    ['site/pages/lesson.ts', "import { join } from 'node:path';"],
    ['site/pages/lesson.ts', "import { render } from '../build/markdown/render.ts';"],
    ['site/runner/worker/main.ts', "import { createRunner } from '../page/runner.ts';"],
    ['site/runner/worker/main.ts', "import { signal } from '@preact/signals';"],
  ])('%s may not: %s', (path, text) => {
    expect(breachesOf(path, text)).toHaveLength(1);
  });

  it.each([
    ['exercises/commit-on-revoke/starter.ts', "import type { Workers } from 'testkit';"],
    ['simulator/protocol/join-group.ts', "import { clock } from '../kernel/clock.ts';"],
    [
      'simulator/kernel/clock.test.ts',
      "import { it } from 'vitest'; import fc from 'fast-check'; import { clock } from './clock.ts';",
    ],
    [
      'simulator/cluster/cluster.ts',
      "import { Group } from '../broker/group.ts'; import { Consumer } from '../client/consumer.ts';",
    ],
    ['simulator/kafka.ts', "export type { Cluster } from './client/cluster-metadata.ts';"],
    [
      'solutions/range-assignor/answer.ts',
      "import type { Cluster } from 'kafka'; import type { Evidence } from 'testkit';",
    ],
    [
      'exercises/range-assignor/suite.test.ts',
      "import { it } from 'vitest'; import { RangeAssignor } from './answer'; import { cases } from './cases';",
    ],
    ['exercises/testkit/check.ts', "import { RangeAssignor } from '../../solutions/range-assignor/answer.ts';"],
    ['site/build/lessons.ts', "import { readFileSync } from 'node:fs'; import { RangeAssignor } from 'testkit';"],
    ['site/editor/monaco-plugin.ts', "import { readFileSync } from 'node:fs';"],
    ['site/runner/worker/main.ts', "import type { RunReport } from '../outcome.ts'; import * as kafka from 'kafka';"],
  ])('%s may: %s', (path, text) => {
    expect(breachesOf(path, text)).toEqual([]);
  });

  it('say where, what and why', () => {
    expect(breachesOf('simulator/client/consumer.ts', "\nimport { Group } from '../broker/group.ts';")).toEqual([
      expect.stringMatching(
        /^simulator\/client\/consumer\.ts:2: may not import simulator\/broker\/group\.ts\. A client speaks/,
      ),
    ]);
  });
});
