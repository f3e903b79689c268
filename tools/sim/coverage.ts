// Floor 7. How often each fault, each transition of a group and each error code was reached: what was never reached was never
// tested. Counts are plain records, so that threads can hand them over and they can be added up.
import type { RunTrace } from 'simulator';

export interface Coverage {
  readonly faults: Record<string, number>;
  /** `Stable → PreparingRebalance (member left)` */
  readonly transitions: Record<string, number>;
  /** `JoinGroup MEMBER_ID_REQUIRED` */
  readonly errors: Record<string, number>;
  readonly callbacks: Record<string, number>;
}

export function emptyCoverage(): Coverage {
  return { faults: {}, transitions: {}, errors: {}, callbacks: {} };
}

const faultKinds: ReadonlySet<string> = new Set([
  'process.crashed',
  'process.frozen',
  'process.blocked',
  'process.clock',
  'process.stopping',
  'process.started',
  'network.cut',
  'network.healed',
  'request.dropped',
  'response.dropped',
  'request.disconnected',
  'broker.crashed',
  'broker.stopped',
  'broker.started',
  'partition.leader',
  'topic.partitions',
  'coordinator.loading',
  'coordinator.unloaded',
]);

export function addTrace(coverage: Coverage, trace: RunTrace): void {
  for (const event of trace) {
    if (faultKinds.has(event.kind)) count(coverage.faults, event.kind);
    switch (event.kind) {
      case 'group.state':
        count(
          coverage.transitions,
          `${event.from} → ${event.to}${event.cause === undefined ? '' : ` (${event.cause})`}`,
        );
        break;
      case 'group.member.removed':
        count(coverage.transitions, `member removed: ${event.why}`);
        break;
      case 'offsets.removed':
        count(coverage.transitions, `offsets removed: ${event.why}`);
        break;
      case 'callback.entered':
        count(coverage.callbacks, event.callback);
        break;
      case 'response.sent':
        for (const error of errorsIn(event.response)) count(coverage.errors, `${event.api} ${error}`);
        break;
      default:
    }
  }
}

export function addCoverage(to: Coverage, from: Coverage): void {
  for (const section of ['faults', 'transitions', 'errors', 'callbacks'] as const) {
    for (const [what, times] of Object.entries(from[section])) count(to[section], what, times);
  }
}

function count(counts: Record<string, number>, what: string, times = 1): void {
  counts[what] = (counts[what] ?? 0) + times;
}

/** Every error in a response, wherever it stands in it: at the top, for a member, or for a partition. */
function errorsIn(value: unknown, found: Set<string> = new Set(), depth = 0): Set<string> {
  if (typeof value !== 'object' || value === null || depth > 3) return found;
  if (value instanceof Map) {
    for (const entry of value.values()) {
      if (typeof entry === 'string') addError(found, entry);
      else errorsIn(entry, found, depth + 1);
    }
    return found;
  }
  if ('error' in value && typeof value.error === 'string') addError(found, value.error);
  for (const key of ['errors', 'partitions', 'offsets', 'topics', 'groups', 'members'] as const) {
    const part: unknown = Reflect.get(value, key);
    if (Array.isArray(part)) for (const entry of part) errorsIn(entry, found, depth + 1);
    else errorsIn(part, found, depth + 1);
  }
  return found;
}

function addError(found: Set<string>, error: string): void {
  if (/^[A-Z][A-Z_]+$/.test(error) && error !== 'NONE') found.add(error);
}

/** The counts as lines of a table, most frequent first. */
export function coverageLines(coverage: Coverage): string[] {
  return (['faults', 'transitions', 'callbacks', 'errors'] as const).flatMap((section) => [
    `${section}:`,
    ...Object.entries(coverage[section])
      .sort(([a, times], [b, otherTimes]) => otherTimes - times || (a < b ? -1 : 1))
      .map(([what, times]) => `  ${times.toLocaleString('en-US').padStart(12)}  ${what}`),
    '',
  ]);
}
