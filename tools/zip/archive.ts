// Floor 7. The built site as the bytes of one zip file, which are the same whenever the files are.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

export interface ZipContent {
  /** The folder that holds index.html. */
  readonly folder: string;
  readonly version: string;
}

/** The first moment that a zip file can tell. Local, since zip files know no time zone: it is written alike everywhere. */
const writtenAt = new Date(1980, 0, 1);

/**
 * Everything lies in one folder, `rebalance-lab-VERSION/`.
 * @throws Error when there is no built site
 */
export function zipOf({ folder, version }: ZipContent): Uint8Array {
  if (statSync(join(folder, 'index.html'), { throwIfNoEntry: false }) === undefined) {
    throw new Error(`${folder} has no index.html. Build the site first: npm run build`);
  }
  const inside = `rebalance-lab-${version}`;
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
  const files: Zippable = { [`${inside}/README.txt`]: new TextEncoder().encode(readMe(version)) };
  for (const path of paths) files[`${inside}/${path}`] = readFileSync(join(folder, path));
  // Written by fflate and not by Node.js, whose compression differs between its versions.
  return zipSync(files, { level: 9, mtime: writtenAt });
}

const readMe = (version: string): string => `Rebalance Lab ${version}

A course on Kafka consumer groups and rebalancing. It needs no network, no account and no server program of its own, but a
browser runs it only from a web server, not from a disk. Any static file server will do, at any path.

1. Open a terminal in this folder (the one that holds index.html).
2. Run one of these, whichever you have:

     python3 -m http.server 8000
     npx serve -l 8000
     php -S localhost:8000
     ruby -run -e httpd . -p 8000

3. Open http://localhost:8000/ in a browser.

What you write and answer is kept in your browser, under that address: use the same port the next time, or save a file on the
page "What is kept in this browser" and open it elsewhere.

To put it on a server of your own, copy the whole folder there. To let a browser keep the whole course for offline use, that
server has to speak https; localhost will do as well.
`;
