// Floor 2. Equality of values that stand for bytes: what a member sent in JoinGroup, what a leader sent in SyncGroup.

/** Whether two opaque values would be the same bytes: the same structure, order included. Handles plain data, maps and sets. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((value, at) => isSameValue(value, b[at]));
  }
  if (a instanceof Map) return b instanceof Map && isSameValue([...a], [...b]);
  if (a instanceof Set) return b instanceof Set && isSameValue([...a], [...b]);
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    return isSameValue([...bytesOf(a)], [...bytesOf(b)]);
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameValue(Reflect.get(a, key), Reflect.get(b, key)))
  );
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
