// Floor 7. What a lock file must hold for `npm ci` to work on another machine than the one that wrote it.
import type { Breach } from './repository-file.ts';

interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export function lockFileBreaches(file: string, text: string): readonly Breach[] {
  const { packages } = JSON.parse(text) as Lock;
  const breach = (path: string, problem: string): Breach => ({
    file,
    line: text.slice(0, text.indexOf(`"${path}": {`)).split('\n').length,
    problem: `${path === '' ? 'the project' : path} ${problem}`,
  });
  return Object.entries(packages).flatMap(([path, locked]) => [
    ...(locked.resolved === undefined
      ? []
      : [
          breach(
            path,
            'has a download address. Keep omit-lockfile-registry-resolved in .npmrc, and write the file again.',
          ),
        ]),
    ...Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !placesOf(name, path).some((place) => place in packages))
      .map((name) =>
        breach(
          path,
          `needs ${name}, which is not locked: "npm ci" fails. Write the file again where there is no node_modules.`,
        ),
      ),
  ]);
}

/** Where Node.js looks for a package, from the inside out. */
function placesOf(name: string, importer: string): string[] {
  const parents = importer.split('/node_modules/');
  return [
    ...parents.map((_, i) => `${parents.slice(0, i + 1).join('/node_modules/')}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
}
