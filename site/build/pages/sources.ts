// The course's files as text. In the dev server a changed file's text is handed in, since the file may be half written.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export class Sources {
  readonly root: string;
  readonly #handedIn = new Map<string, string>();

  constructor(root: string) {
    this.root = root;
  }

  /** @param file from the project's root; @returns `undefined` when there is no such file */
  async read(file: string): Promise<string | undefined> {
    const text = this.#handedIn.get(file);
    if (text !== undefined) return text;
    try {
      return await readFile(join(this.root, file), 'utf8');
    } catch {
      return undefined;
    }
  }

  /** Names of the folders in a folder, sorted. */
  async folders(folder: string): Promise<readonly string[]> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  }

  /** Files in a folder, from the project's root, sorted. @param ending `.yaml` */
  async files(folder: string, ending: string): Promise<readonly string[]> {
    const entries = await readdir(join(this.root, folder), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map(({ name }) => `${folder}/${name}`)
      .sort();
  }

  /** The same; none where there is no such folder. */
  async filesIfAny(folder: string, ending: string): Promise<readonly string[]> {
    try {
      return await this.files(folder, ending);
    } catch {
      return [];
    }
  }

  handIn(file: string, text: string): void {
    this.#handedIn.set(file, text);
  }

  /** From now on the file is read from disk. */
  forget(file: string): void {
    this.#handedIn.delete(file);
  }
}
