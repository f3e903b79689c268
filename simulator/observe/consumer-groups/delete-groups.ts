// Floor 4. `kafka-consumer-groups --delete` of Kafka 4.0 (ConsumerGroupCommand.deleteGroups): what it prints for the answers that the
// coordinator gave.
import type { ErrorCode } from '../../protocol/error-code.ts';
import { javaException } from './java-exception.ts';
import { type CommandOutput, done, printedError, stdout } from './output.ts';

/** @param results the answer for each group, in the order in which they were asked for */
export function deleteGroups(results: ReadonlyMap<string, ErrorCode>): CommandOutput {
  const deleted = [...results].filter(([, error]) => error === 'NONE').map(([groupId]) => groupId);
  const failed = [...results].filter(([, error]) => error !== 'NONE');
  if (failed.length === 0) {
    return done(stdout(`Deletion of requested consumer groups ('${deleted.join(', ')}') was successful.`));
  }
  const reasons = failed.map(
    ([groupId, error]) =>
      `* Group '${groupId}' could not be deleted due to: java.util.concurrent.ExecutionException: ${javaException(error)}`,
  );
  // The quotes are Kafka's own, misplaced ones.
  const rest =
    deleted.length === 0 ? [] : ['', `These consumer groups were deleted successfully: '${deleted.join("'")}', '`];
  return done([...printedError('Deletion of some consumer groups failed:'), ...stdout(...reasons, ...rest)]);
}
