// Floor 6. What is left of user data on its way through the coordinator: a copy that shares nothing with the sender.
// Kafka carries bytes, so an answer that counts on getting its own objects back has to fail here too.

/** @throws TypeError for what is no plain data */
export function sent(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(
      `subscriptionUserData() returned a ${typeof value}, or something that has one in it: it must be plain data.`,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(sent));
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [sent(key), sent(each)]));
  if (value instanceof Set) return new Set([...value].map(sent));
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sent(each)])));
}
