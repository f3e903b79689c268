// Floor 7. Takes a line apart as a shell would, as far as these tools need it: words, quotes, one pipe into grep. Knows no command.

export interface CommandLine {
  readonly words: readonly string[];
  /** `| grep WORD`: only lines that hold it; with `-v`, only those that do not. */
  readonly grep: { readonly text: string; readonly isInverted: boolean; readonly ignoresCase: boolean } | undefined;
}

/** A line that cannot be carried out; `message` says why. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** @throws LineError */
export function readLine(line: string): CommandLine {
  const tokens = tokensOf(line);
  const pipe = tokens.findIndex(({ text, isQuoted }) => !isQuoted && text === '|');
  const command = pipe < 0 ? tokens : tokens.slice(0, pipe);
  for (const { text, isQuoted } of command) {
    if (!isQuoted && /^(\|\||&&?|;|>>?|<|\$\(.*|`.*)$/.test(text)) {
      throw new LineError(`"${text}" is the shell's; here a line is one command, and may end with | grep WORD`);
    }
  }
  return {
    words: command.map(({ text }) => text),
    grep: pipe < 0 ? undefined : grepOf(tokens.slice(pipe + 1).map(({ text }) => text)),
  };
}

function grepOf([tool, ...rest]: readonly string[]): CommandLine['grep'] {
  const flags = rest.filter((word) => /^-[vi]+$/.test(word)).join('');
  const [text, ...more] = rest.filter((word) => !/^-[vi]+$/.test(word));
  if (tool !== 'grep' || text === undefined || more.length > 0) {
    throw new LineError('after a pipe only grep is there: | grep orders, | grep -v orders');
  }
  return { text, isInverted: flags.includes('v'), ignoresCase: flags.includes('i') };
}

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at += 1;
      continue;
    }
    if (line.charAt(at) === '|') {
      const isDouble = line.charAt(at + 1) === '|';
      tokens.push({ text: isDouble ? '||' : '|', isQuoted: false });
      at += isDouble ? 2 : 1;
      continue;
    }
    let text = '';
    let isQuoted = false;
    while (at < line.length && !/[\s|]/.test(line.charAt(at))) {
      const quote = line.charAt(at);
      if (quote === '"' || quote === "'") {
        const end = line.indexOf(quote, at + 1);
        if (end < 0) throw new LineError(`the quote ${quote} is not closed`);
        text += line.slice(at + 1, end);
        isQuoted = true;
        at = end + 1;
      } else {
        text += quote;
        at += 1;
      }
    }
    tokens.push({ text, isQuoted });
  }
  return tokens;
}
