// Floor 3. How large a record counts where Kafka counts bytes: `fetch.min.bytes`, `retention.bytes`. Values have no bytes here, so
// the size is that of a plain encoding, without the overhead of batches and without compression.
import type { ProducedRecord } from '../../protocol/requests.ts';

/** Bytes of key and value, with the names of fields; at least 1, so that a record always counts. */
export function recordSize(record: ProducedRecord): number {
  return Math.max(1, (record.key === null ? 0 : textSize(record.key)) + valueSize(record.value, new Set()));
}

/** @param seen objects that are counted already: a value may contain itself */
function valueSize(value: unknown, seen: Set<object>): number {
  switch (typeof value) {
    case 'string':
      return textSize(value);
    case 'number':
    case 'bigint':
      return 8;
    case 'boolean':
      return 1;
    case 'object':
      return value === null ? 0 : objectSize(value, seen);
    default:
      return 0;
  }
}

function objectSize(value: object, seen: Set<object>): number {
  if (seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const isList = Array.isArray(value) || value instanceof Map || value instanceof Set;
  let size = 0;
  for (const part of isList ? value : Object.entries(value)) size += valueSize(part, seen);
  return size;
}

/** Bytes in UTF-8. */
function textSize(text: string): number {
  let size = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // Each half of a surrogate pair stands for two of its four bytes.
    size += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return size;
}
