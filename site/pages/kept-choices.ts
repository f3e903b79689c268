// What a reader chose on one page: by question, the texts of the options. Anything else in its place counts as nothing.
import { keep, readKept } from './kept.ts';

export type Choices = Readonly<Record<string, readonly string[]>>;

export function readChoices(page: string): Choices {
  try {
    return validChoices(JSON.parse(readKept(`choices:${page}`) ?? '{}'));
  } catch {
    return {};
  }
}

export const keepChoices = (page: string, choices: Choices): void => keep(`choices:${page}`, JSON.stringify(choices));

export function validChoices(value: unknown): Choices {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, texts]) => isTexts(texts)));
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');
