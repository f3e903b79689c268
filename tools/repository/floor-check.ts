// Floor 7. Holds every import of every module against the rules of `floors.ts`.
import { alsoForTests, type FloorRule } from './floors.ts';
import type { Import, Module } from './modules.ts';
import { type Breach, matcherOf } from './repository-file.ts';

export function floorBreaches(modules: readonly Module[], rules: readonly FloorRule[]): readonly Breach[] {
  return rules.flatMap((rule) => {
    const concerns = concernOf(rule);
    const isRefused = refusalOf(rule);
    return modules
      .filter(({ file }) => concerns(file.path))
      .flatMap(({ file, imports }) =>
        imports
          .filter((each) => isRefused(each, file.path))
          .map(({ target, line }) => ({ file: file.path, line, problem: `may not import ${target}. ${rule.because}` })),
      );
  });
}

function concernOf(rule: FloorRule): (path: string) => boolean {
  const isMatch = matcherOf(rule.files);
  const isException = matcherOf(rule.except ?? []);
  return (path) => isMatch(path) && !isException(path);
}

const isUnitTest = matcherOf(['**/*.test.{ts,tsx}']);
const isSuite = matcherOf(['exercises/*/suite.test.ts']);
const isForTests = matcherOf(alsoForTests);

function refusalOf(rule: FloorRule): (each: Import, importer: string) => boolean {
  const isForbidden = matcherOf(rule.mayNotImport ?? []);
  const isAllowed = rule.mayImport === undefined ? () => true : matcherOf(rule.mayImport);
  const isAllowedAsType = matcherOf(rule.mayImportTypesOf ?? []);
  return ({ target, isTypeOnly }, importer) => {
    if (isForTests(target) && isUnitTest(importer) && !isSuite(importer)) return false;
    if (isForbidden(target)) return true;
    return !isAllowed(target) && !(isTypeOnly && isAllowedAsType(target));
  };
}
