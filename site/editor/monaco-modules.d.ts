// Entrances of monaco-editor that come without declarations, as far as they are used here.
declare module 'monaco-editor/language/typescript/ts.worker' {
  import type { SourceFile, TypeScriptNodes } from './typescript-nodes.ts';

  interface Diagnostic {
    readonly start?: number;
    readonly messageText: string | { readonly messageText: string };
  }
  interface LanguageService {
    getSyntacticDiagnostics(fileName: string): readonly Diagnostic[];
    getProgram(): { getSourceFile(fileName: string): SourceFile | undefined } | undefined;
  }
  export class TypeScriptWorker {
    constructor(context: unknown, createData: unknown);
    getLanguageService(): LanguageService;
  }
  export function initialize(create: (context: unknown, createData: unknown) => unknown): void;
  export const ts: { readonly typescript: TypeScriptNodes };
}
