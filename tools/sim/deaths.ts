// Floor 7. Which consumers died of an error that left their program and that Kafka's consumer would not have died of. All of a run
// counts: whoever died during the bad time has been started again since.
import type { RunTrace } from 'simulator';
import type { FoundViolation } from './hunt.ts';

/** Errors that end a consumer in Kafka, too, or that the scenario asks for. Any other is a fault of the simulator. */
const lawfulDeaths = [
  'FencedInstanceIdException',
  'GroupMaxSizeReachedException',
  'InconsistentGroupProtocolException',
  'HandlerFailure',
];

const lawfulTexts = [
  // Kafka's sticky assignors fail as well where a topic came back smaller and its former partitions fill the quotas.
  'members claim partitions that no longer exist',
  // A member that was dropped commits to a group that was deleted since; Kafka's client has no other word for it.
  'Unexpected error in commit: GROUP_ID_NOT_FOUND',
];

export function unlawfulDeaths(trace: RunTrace): readonly FoundViolation[] {
  return trace.flatMap((event) => {
    if (event.kind !== 'process.crashed' || event.error === undefined || isLawful(event.error)) return [];
    const message = `${event.process}: ${event.error}`;
    return [{ invariant: 'consumers die of lawful causes alone', atMs: event.atMs, message }];
  });
}

/** An error in a callback reaches the application as the cause of another: it stands at the end. */
function isLawful(error: string): boolean {
  return (
    lawfulDeaths.some((name) => error.startsWith(`${name}: `) || error.includes(` Its cause: ${name}: `)) ||
    lawfulTexts.some((text) => error.includes(text))
  );
}
