// Floor 6. Reads Prometheus' text format (version 0.0.4) as strictly as Prometheus does, and says in words what it would refuse. Knows no metric.

export interface Series {
  readonly metric: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

export interface Exposition {
  readonly series: readonly Series[];
  /** By metric: what TYPE says. */
  readonly types: ReadonlyMap<string, string>;
  readonly helped: ReadonlySet<string>;
}

/** `refused` is whole sentences. */
export type Parsed = Exposition | { readonly refused: string };

/** A quoted value has no end of line in it. The braces are those outside of quotes. */
const seriesLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*(?:\{((?:[^"}]|"(?:[^"\\]|\\[\s\S])*")*)\})?(.*)$/s;
const label = /^[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\[\s\S])*)"[ \t]*(?:,|$)/;
const number = /^(?:NaN|[+-]?Inf|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/;
const escapes = new Map([
  ['\\\\', '\\'],
  ['\\"', '"'],
  ['\\n', '\n'],
]);

export function parseExposition(text: string): Parsed {
  if (text === '') return { series: [], types: new Map(), helped: new Set() };
  if (!text.endsWith('\n')) return { refused: 'The text has to end with a line feed; its last line does not.' };
  const series: Series[] = [];
  const types = new Map<string, string>();
  const helped = new Set<string>();
  const seen = new Set<string>();
  const finished = new Set<string>();
  let current: string | undefined;
  /** @returns whether the lines of the metric stay together */
  const enter = (metric: string): boolean => {
    if (metric === current) return true;
    if (current !== undefined) finished.add(current);
    current = metric;
    return !finished.has(metric);
  };
  for (const [index, line] of text.slice(0, -1).split('\n').entries()) {
    const refused = (why: string): Parsed => ({ refused: `Line ${index + 1}, ${clipped(line)}: ${why}` });
    const trimmed = line.replace(/^[ \t]+/, '');
    if (trimmed === '') continue;
    if (trimmed.startsWith('#')) {
      const [, word = '', metric = '', rest = ''] =
        /^#[ \t]*(HELP|TYPE)[ \t]+(\S+)(?:[ \t]+(.*))?$/s.exec(trimmed) ?? [];
      if (word === '') continue;
      if (!enter(metric)) return refused(`the lines of ${metric} do not stand together.`);
      const known = word === 'HELP' ? helped.has(metric) : types.has(metric);
      if (known) return refused(`${metric} has a second ${word} line.`);
      if (series.some((one) => one.metric === metric))
        return refused(`${word} stands after the first value of ${metric}.`);
      if (word === 'HELP') helped.add(metric);
      else types.set(metric, rest);
      continue;
    }
    const read = parseSeries(trimmed);
    if (typeof read === 'string') return refused(read);
    if (!enter(read.metric)) return refused(`the lines of ${read.metric} do not stand together.`);
    const key = JSON.stringify([read.metric, ...[...read.labels].sort(([a], [b]) => (a < b ? -1 : 1))]);
    if (seen.has(key)) return refused('there is a second line with the same labels.');
    seen.add(key);
    series.push(read);
  }
  return { series, types, helped };
}

/** @returns a text when it is refused: why */
function parseSeries(line: string): Series | string {
  const [, metric, inBraces, rest = ''] = seriesLine.exec(line) ?? [];
  if (metric === undefined) return 'a line is the name of a metric, labels in braces, and a number.';
  const labels = parseLabels(inBraces ?? '');
  if (typeof labels === 'string') return labels;
  const [value = '', timestamp, ...more] = rest.trim().split(/[ \t]+/);
  if (more.length > 0 || (timestamp !== undefined && !/^-?\d+$/.test(timestamp))) {
    return 'after the labels come one number and, at most, a timestamp.';
  }
  if (!number.test(value)) return `"${clipped(value)}" is no number.`;
  return { metric, labels, value: Number(value.replace('Inf', 'Infinity')) };
}

/** @returns a text when they are refused: why */
function parseLabels(text: string): ReadonlyMap<string, string> | string {
  const labels = new Map<string, string>();
  let rest = text;
  while (rest.trim() !== '') {
    const [whole, name, quoted] = label.exec(rest) ?? [];
    if (whole === undefined || name === undefined || quoted === undefined) {
      return `at "${clipped(rest)}" a label was expected: a name, an equals sign and a value in double quotes.`;
    }
    const wrong = quoted.match(/\\[\s\S]/g)?.find((one) => !escapes.has(one));
    if (wrong !== undefined) {
      return `${clipped(wrong)} in the label ${name} is no escape that Prometheus knows. There are \\\\, \\" and \\n.`;
    }
    if (labels.has(name)) return `the label ${name} stands there twice.`;
    labels.set(
      name,
      quoted.replace(/\\[\s\S]/g, (one) => escapes.get(one) ?? one),
    );
    rest = rest.slice(whole.length);
  }
  return labels;
}

/** On one line, and not too long for a message. */
function clipped(text: string): string {
  const line = text.replaceAll('\n', '\u240a').replaceAll('\r', '\u240d');
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
