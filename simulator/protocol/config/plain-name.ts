// Floor 2. The names that Kafka allows for topics and for instances of a group (Kafka: common.internals.Topic.validate).

/** What such a name is, in words. */
export const plainNameWords = '1 to 249 letters, digits, dots, underscores and hyphens, but neither "." nor ".."';

export function isPlainName(name: string): boolean {
  return /^[a-zA-Z0-9._-]{1,249}$/.test(name) && name !== '.' && name !== '..';
}
