// What the editor says about configuration keys: made from the data that the simulator reads them by. Run by the build through
// Vite, which knows the names of the house.
import { type ConfigKeyInfo, configKeys } from 'simulator';

/** By the constant that holds the keys, then by key. */
export const configDocs: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(configKeys).map(([constant, keys]) => [
    constant,
    new Map(Object.entries(keys).map(([key, info]) => [key, docOf(key, info)])),
  ]),
);

/** One sentence for each key, by the constant that holds them. */
export const configSentences: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(configKeys).map(([constant, keys]) => [
    constant,
    new Map(Object.entries(keys).map(([key, { doc }]) => [key, doc])),
  ]),
);

function docOf(key: string, { doc, defaultValue, unit, atLeast, oneOf, source }: ConfigKeyInfo<unknown>): string {
  const number = typeof defaultValue === 'number' ? defaultValue.toLocaleString('en-US') : undefined;
  const value = number === undefined ? shown(defaultValue) : `${number}${unit === undefined ? '' : ` ${unit}`}`;
  const sentences = [
    doc,
    value === undefined ? '' : `Default: ${value}.`,
    atLeast === undefined ? '' : `At least ${atLeast.toLocaleString('en-US')}.`,
    oneOf === undefined ? '' : `One of ${oneOf.join(', ')}.`,
  ].filter((text) => text !== '');
  return `${sentences.join(' ')}\n     *\n     * Kafka: \`${key}\` of ${source.slice(source.lastIndexOf('.') + 1)}.`;
}

function shown(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  return value === '' ? "''" : String(value);
}
