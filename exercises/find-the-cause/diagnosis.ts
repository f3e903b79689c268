// Floor 6. What an answer's diagnosis says, read once, with words for what cannot be one. Knows no incident.
import { type Cause, type Change, causes, codeChanges } from './incidents';

export interface ReadDiagnosis {
  readonly member: string | undefined;
  readonly cause: Cause;
  readonly change: Change;
}

/** With what the brokers take: `group.min.session.timeout.ms` and its like. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'session.timeout.ms': [6_000, 1_800_000],
  'max.poll.interval.ms': [1, 2 ** 31 - 1],
  'max.poll.records': [1, 2 ** 31 - 1],
};

/** @returns whole sentences when it is none */
export function readDiagnosis(returned: unknown): ReadDiagnosis | string {
  if (typeof returned !== 'object' || returned === null) return 'diagnose() was to return { member, cause, change }.';
  const { member, cause, change } = returned as Readonly<Record<string, unknown>>;
  if (member !== undefined && typeof member !== 'string') return 'member is the name of a member, or undefined.';
  const known = causes.find((one) => one === cause);
  if (known === undefined) return `cause is ${shown(cause)}, and was to be one of ${causes.join(', ')}.`;
  if (typeof change !== 'object' || change === null)
    return 'change was to be an object: { settings, code }, or one of the two.';
  const { settings = {}, code } = change as Readonly<Record<string, unknown>>;
  const flag = codeChanges.find((one) => one === code);
  if (code !== undefined && flag === undefined) {
    return `change.code is ${shown(code)}, and was to be one of ${codeChanges.join(', ')}, or left out.`;
  }
  if (typeof settings !== 'object' || settings === null) return 'change.settings was to be an object of settings.';
  const read: Record<string, number> = {};
  for (const [key, value] of Object.entries(settings)) {
    const [least, most] = bounds[key] ?? [];
    if (least === undefined || most === undefined) {
      return `change.settings has ${shown(key)}; it may have ${Object.keys(bounds).join(', ')}.`;
    }
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
      return `${key} is ${shown(value)}, and was to be a whole number from ${least} to ${most}.`;
    }
    read[key] = value;
  }
  if (Object.keys(read).length > 1)
    return 'change.settings changes more than one setting: change what is wrong, and nothing else.';
  if (Object.keys(read).length === 0 && flag === undefined) return 'change changes nothing.';
  return { member, cause: known, change: { settings: read, code: flag } };
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value.slice(0, 60)}"`;
  return typeof value === 'number' || value === undefined ? String(value) : `a value of type ${typeof value}`;
}
