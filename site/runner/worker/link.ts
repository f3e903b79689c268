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
const gateRoom = 'gate';

export interface LinkedSuite {
  /** Evaluates the suite's module, which registers its tests. */
  loadSuite(): Promise<unknown>;
  /** Closes the handover. To be called once everything but the answer is evaluated. */
  close(): void;
  /** Fetches, compiles and links an answer. Nothing of it runs before it is evaluated. */
  prepareAnswer(path: string, code: string): PreparedAnswer;
}

export interface PreparedAnswer {
  readonly code: string;
  /** Evaluates the answer and puts its exports where the suite imports them from; rejects with what is wrong with it. */
  evaluate(): Promise<void>;
  /** Evaluates it once more, as a module of its own that shares nothing with any other. To be called after `evaluate`. */
  evaluateAfresh(): Promise<object>;
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
  const gates = new Map<number, Promise<void>>();
  const allRooms: Rooms = { ...rooms, [gateRoom]: { wait: (gate: number) => gates.get(gate) } };
  Object.defineProperty(self, handover, {
    configurable: true,
    value: Object.freeze({ rooms: allRooms, bind: (bind: (exports: object) => void) => (bindAnswer = bind) }),
  });

  const urls = new Map<string, string>();
  for (const [name, room] of Object.entries(allRooms)) urls.set(name, host.moduleUrl(roomModule(name, room)));
  urls.set(answerSpecifier, host.moduleUrl(bindingModule(suite.answerExports)));
  let suiteUrl = '';
  for (const unit of suite.units) {
    suiteUrl = host.moduleUrl(linked(unit, urls));
    urls.set(localSpecifier(unit.path), suiteUrl);
  }
  // Evaluated now, while the handover is open; a later import of the same address gives the same instance.
  await Promise.all(
    [...Object.keys(allRooms), answerSpecifier].map((name) => import(/* @vite-ignore */ urls.get(name) ?? '')),
  );

  const linkedAnswer = (path: string, code: string): string => {
    const [imports] = lexer.parse(code, path);
    return linked(
      { path, code, imports: imports.flatMap((each) => (each.d === -2 ? [] : [importOfAnswer(each, code)])) },
      urls,
    );
  };
  const importAnswer = async (path: string, code: string, gateUrl: string): Promise<object> => {
    // At the end, where it moves no line; a module waits for its imports wherever they stand.
    const gated = `${linkedAnswer(path, code)}\nimport ${JSON.stringify(gateUrl)};`;
    try {
      return await import(/* @vite-ignore */ host.moduleUrl(gated));
    } catch (error) {
      throw inWordsOfTheAnswer(error, urls);
    }
  };

  return {
    loadSuite: () => import(/* @vite-ignore */ suiteUrl),
    close: () => Reflect.deleteProperty(self, handover),
    prepareAnswer(path, code) {
      const gate = gates.size;
      let open = () => {};
      gates.set(
        gate,
        new Promise((resolve) => {
          open = resolve;
        }),
      );
      const importing = importAnswer(path, code, host.moduleUrl(gateModule(gate, urls.get(gateRoom) ?? '')));
      // Looked at when it is evaluated, which may be never.
      importing.catch(() => {});
      let freshUrl: string | undefined;
      let freshCount = 0;
      return {
        code,
        async evaluate() {
          open();
          const exports = await importing;
          const missing = suite.answerExports.filter((name) => !(name in exports));
          if (missing.length > 0) {
            throw new LinkError(
              `The answer does not export ${missing.join(', ')}. Write \`export\` before it.`,
              undefined,
            );
          }
          bindAnswer?.(exports);
        },
        evaluateAfresh() {
          freshUrl ??= host.moduleUrl(linkedAnswer(path, code));
          freshCount += 1;
          // A fragment makes another module of the same text.
          return import(/* @vite-ignore */ `${freshUrl}#${freshCount}`);
        },
      };
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

/** Holds back the evaluation of whoever imports it, once it is fetched, compiled and linked. */
function gateModule(gate: number, gateUrl: string): string {
  return `import{wait}from${JSON.stringify(gateUrl)};await wait(${gate});`;
}

function bindingModule(names: readonly string[]): string {
  const lets = names.map((_, index) => `let $${index};`).join('');
  const sets = names.map((name, index) => `$${index}=exports[${JSON.stringify(name)}];`).join('');
  return `${lets}self.${handover}.bind((exports)=>{${sets}});export{${names.map((name, index) => `$${index} as ${name}`).join()}};`;
}
