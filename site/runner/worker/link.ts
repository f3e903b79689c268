// Links modules by blob addresses: a suite's own files, the names that the house provides, and last the answer.
// Modules take what they import from `rooms` through a global that is gone again before an answer is loaded.
import * as lexer from 'es-module-lexer/minimal/js';
import type { SuiteUnits, Unit } from '../../exercise.ts';
import { host } from './host.ts';

export type Rooms = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What an answer may import. Everything else it is handed, or is no business of its. */
const openToAnswers = 'kafka';
const answerSpecifier = './answer';
const handover = '__rebalanceLabHandover';

export interface LinkedSuite {
  /** Evaluates the suite's module, which registers its tests. */
  loadSuite(): Promise<unknown>;
  /** Closes the handover. To be called once everything but the answer is evaluated. */
  close(): void;
  /** Links and evaluates an answer, and puts its exports where the suite imports them from. */
  loadAnswer(path: string, code: string): Promise<void>;
}

/** The answer's own mistake in how it imports or exports. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

export async function linkSuite(suite: SuiteUnits, rooms: Rooms): Promise<LinkedSuite> {
  await lexer.init();
  let bindAnswer: ((exports: object) => void) | undefined;
  Object.defineProperty(self, handover, {
    configurable: true,
    value: Object.freeze({ rooms, bind: (bind: (exports: object) => void) => (bindAnswer = bind) }),
  });

  const urls = new Map<string, string>();
  for (const [name, room] of Object.entries(rooms)) urls.set(name, host.moduleUrl(roomModule(name, room)));
  urls.set(answerSpecifier, host.moduleUrl(bindingModule(suite.answerExports)));
  let suiteUrl = '';
  for (const unit of suite.units) {
    suiteUrl = host.moduleUrl(linked(unit, urls));
    urls.set(localSpecifier(unit.path), suiteUrl);
  }
  // Evaluated now, while the handover is open; a later import of the same address gives the same instance.
  await Promise.all(
    [...Object.keys(rooms), answerSpecifier].map((name) => import(/* @vite-ignore */ urls.get(name) ?? '')),
  );

  return {
    loadSuite: () => import(/* @vite-ignore */ suiteUrl),
    close: () => Reflect.deleteProperty(self, handover),
    async loadAnswer(path, code) {
      const [imports] = lexer.parse(code, path);
      const unit: Unit = {
        path,
        code,
        imports: imports.flatMap((each) => (each.d === -2 ? [] : [importOfAnswer(each, code)])),
      };
      const exports: object = await import(/* @vite-ignore */ host.moduleUrl(linked(unit, urls))).catch((error) => {
        throw inWordsOfTheAnswer(error, urls);
      });
      const missing = suite.answerExports.filter((name) => !(name in exports));
      if (missing.length > 0) {
        throw new LinkError(`The answer does not export ${missing.join(', ')}. Write \`export\` before it.`, undefined);
      }
      bindAnswer?.(exports);
    },
  };
}

function importOfAnswer({ n: specifier, s: start, e: end, d: dynamicAt }: lexer.ImportSpecifier, code: string) {
  if (specifier === openToAnswers && dynamicAt === -1) return { specifier, start, end };
  const line = code.slice(0, start).split('\n').length;
  if (dynamicAt > -1) {
    throw new LinkError(
      `Line ${line} uses import(), which is not available here. Import from 'kafka' at the top of the file.`,
      line,
    );
  }
  throw new LinkError(
    `Line ${line} imports '${specifier}'. An answer imports from 'kafka' alone; a type from 'testkit' is imported with \`import type\`.`,
    line,
  );
}

/** The browser names a module by its address; the answer named it otherwise. */
function inWordsOfTheAnswer(error: unknown, urls: ReadonlyMap<string, string>): unknown {
  const kafkaUrl = urls.get(openToAnswers);
  if (!(error instanceof SyntaxError) || kafkaUrl === undefined || !error.message.includes(kafkaUrl)) return error;
  return new LinkError(error.message.replace(kafkaUrl, openToAnswers), undefined);
}

function linked(unit: Unit, urls: ReadonlyMap<string, string>): string {
  let code = '';
  let done = 0;
  for (const { specifier, start, end } of unit.imports) {
    const url = urls.get(specifier);
    if (url === undefined) throw new LinkError(`${unit.path} imports '${specifier}', which is not there.`, undefined);
    code += unit.code.slice(done, start) + url;
    done = end;
  }
  // The name that stacks show; with the scheme `file:` vitest reads them as it does in Node.
  return `${code}${unit.code.slice(done)}\n//# sourceURL=file://${unit.path}`;
}

/** `/exercises/x/cases.ts` is imported by its neighbors as `./cases`. */
function localSpecifier(path: string): string {
  return `./${path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '')}`;
}

function roomModule(name: string, room: Rooms[string]): string {
  const names = Object.keys(room).filter((key) => key !== 'default');
  const taken = names.map((key, index) => `const $${index} = room[${JSON.stringify(key)}];`).join('');
  return `const room = self.${handover}.rooms[${JSON.stringify(name)}];${taken}export{${names.map((key, index) => `$${index} as ${key}`).join()}};`;
}

function bindingModule(names: readonly string[]): string {
  const lets = names.map((_, index) => `let $${index};`).join('');
  const sets = names.map((name, index) => `$${index}=exports[${JSON.stringify(name)}];`).join('');
  return `${lets}self.${handover}.bind((exports)=>{${sets}});export{${names.map((name, index) => `$${index} as ${name}`).join()}};`;
}
