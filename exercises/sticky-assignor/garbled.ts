// Floor 6. What another program might send in place of an answer's own user data: copies of it in which one part is something else. No text
// and no number is made up that could be read as another claim. Works on plain data; knows no answer.

/** Each part in turn, the whole included. */
export function* garbled(value: unknown): Generator<unknown> {
  yield* [undefined, null, true, 'x', [], {}];
  if (typeof value === 'string') yield value.slice(0, value.length / 2);
  else if (Array.isArray(value)) {
    for (const [at, each] of value.entries()) for (const other of garbled(each)) yield value.with(at, other);
  } else if (value instanceof Set) {
    const elements = [...value];
    for (const [at, each] of elements.entries()) {
      for (const other of garbled(each)) yield new Set(elements.with(at, other));
    }
  } else if (value instanceof Map) {
    for (const [key, each] of value) for (const other of garbled(each)) yield new Map(value).set(key, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      for (const other of garbled(each)) yield { ...value, [key]: other };
    }
  }
}
