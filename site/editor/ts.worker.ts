// Monaco's TypeScript worker with one more thing that it can do: take the types out of a file. TypeScript is there already.
import { initialize, TypeScriptWorker, ts } from 'monaco-editor/language/typescript/ts.worker';
import { stripTypes } from './strip.ts';
import type { StripResult } from './strip-result.ts';

class StrippingWorker extends TypeScriptWorker {
  strip(fileName: string): StripResult {
    const service = this.getLanguageService();
    const sourceFile = service.getProgram()?.getSourceFile(fileName);
    if (sourceFile === undefined) throw new Error(`The editor's TypeScript worker does not know ${fileName}.`);
    const syntaxErrors = service.getSyntacticDiagnostics(fileName).map(({ messageText, start }) => ({
      message: typeof messageText === 'string' ? messageText : messageText.messageText,
      start: start ?? 0,
    }));
    return stripTypes(ts.typescript, sourceFile, syntaxErrors);
  }
}

// Replaces the handler that Monaco's own worker module sets when it is imported.
self.onmessage = () => initialize((context, createData) => new StrippingWorker(context, createData));
