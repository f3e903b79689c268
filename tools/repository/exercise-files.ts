// Floor 7. What each exercise has to have before anyone can take it: all its files, and mistakes that say what they break.
import { type Breach, matcherOf, type RepositoryFile } from './repository-file.ts';

const parts = ['brief.md', 'starter.ts', 'suite.test.ts', 'hints.md'] as const;
const solutionParts = ['answer.ts', 'walkthrough.md'] as const;
const leastMistakes = 8;

export function incompleteExercises(files: readonly RepositoryFile[]): readonly Breach[] {
  const slugs = new Set(files.flatMap(({ path }) => /^(?:exercises|solutions)\/([^/.]+)\//.exec(path)?.[1] ?? []));
  slugs.delete('testkit');
  for (const slug of slugs) if (isOnlyHandedOut(slug, files)) slugs.delete(slug);
  return [...slugs].flatMap((slug) => [...missingParts(slug, files), ...mistakesWithoutRule(slug, files)]);
}

/** An answer without an exercise that testkit hands to scenes and suites: there is nothing for a learner to take yet. */
function isOnlyHandedOut(slug: string, files: readonly RepositoryFile[]): boolean {
  const isInTestkit = matcherOf(['exercises/testkit/*.ts']);
  const answer = `solutions/${slug}/answer.ts`;
  return (
    files.some(({ path }) => path === answer) &&
    files.some(({ path, text }) => isInTestkit(path) && text.includes(answer)) &&
    !files.some(({ path }) => path.startsWith(`exercises/${slug}/`))
  );
}

function missingParts(slug: string, files: readonly RepositoryFile[]): readonly Breach[] {
  const known = new Set(files.map(({ path }) => path));
  const wanted = [
    ...parts.map((part) => `exercises/${slug}/${part}`),
    ...solutionParts.map((part) => `solutions/${slug}/${part}`),
  ];
  const missing = wanted
    .filter((path) => !known.has(path))
    .map((file) => ({ file, line: 1, problem: `is missing. CONTRIBUTING.md says what belongs into it.` }));
  const count = mistakesOf(slug, files).length;
  if (count >= leastMistakes) return missing;
  const problem = `holds ${count} mistakes; an exercise has at least ${leastMistakes}, so that its suite is known to catch them.`;
  return [...missing, { file: `exercises/${slug}/mistakes`, line: 1, problem }];
}

function mistakesWithoutRule(slug: string, files: readonly RepositoryFile[]): readonly Breach[] {
  const rules = rulesOf(files.find(({ path }) => path === `exercises/${slug}/brief.md`)?.text ?? '');
  return mistakesOf(slug, files).flatMap(({ path, text }) => {
    const rule = /^\/\/ R(\d+): \S/.exec(text)?.[1];
    if (rule === undefined) {
      const problem = 'does not begin with the rule that it breaks: "// R3: What is wrong, in a sentence."';
      return [{ file: path, line: 1, problem }];
    }
    if (Number(rule) >= 1 && Number(rule) <= rules) return [];
    return [{ file: path, line: 1, problem: `names R${rule}, and the brief has ${rules} rules.` }];
  });
}

function mistakesOf(slug: string, files: readonly RepositoryFile[]): readonly RepositoryFile[] {
  const isMistake = matcherOf([`exercises/${slug}/mistakes/*.ts`]);
  return files.filter(({ path }) => isMistake(path));
}

/** Items of the ordered list under "## Rules". */
function rulesOf(brief: string): number {
  const section = /^## Rules\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(brief)?.[1] ?? '';
  return [...section.matchAll(/^\d+\. /gm)].length;
}
