import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mistakesInTypeScript } from './check-typescript.ts';
import { readTabs, tabsIn } from './tabs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

function mistakesIn(tabs: ReturnType<typeof readTabs>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tabs-'));
  try {
    return mistakesInTypeScript(root, folder, tabs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const page = (code: string) => tabsIn('lessons/x/lesson.md', `# X\n\n\`\`\`ts TypeScript\n${code}\n\`\`\`\n`);

describe('tabs of lessons', () => {
  it('are the fences with a title, with their place', () => {
    const markdown = '```ts\nno();\n```\n\n```java Java\nyes();\n```\n```python Python\nyes()\n```\n';
    expect(tabsIn('a.md', markdown)).toEqual([
      { file: 'a.md', line: 6, language: 'java', code: 'yes();' },
      { file: 'a.md', line: 9, language: 'python', code: 'yes()' },
    ]);
  });

  it('in TypeScript say what `kafka` has, in all lessons', () => {
    const tabs = readTabs(root).filter(({ language }) => language === 'ts');
    expect(tabs.length).toBeGreaterThan(5);
    expect(mistakesIn(tabs)).toEqual([]);
  });

  it('may use what the application brings, and what the assignors are called', () => {
    expect(mistakesIn(page('await database.save(await consumer.poll(100), RangeAssignor);'))).toEqual([]);
  });

  it('are found out with file and line where they name what does not exist', () => {
    expect(mistakesIn(page('await consumer.poll(100);\nawait consumer.comitSync();'))).toEqual([
      expect.stringMatching(/^lessons\/x\/lesson\.md:5: Property 'comitSync' does not exist/),
    ]);
    expect(mistakesIn(page('new ConsumerGroup();'))).toEqual([
      expect.stringMatching(/^lessons\/x\/lesson\.md:4: Cannot find name 'ConsumerGroup'/),
    ]);
  });
});
