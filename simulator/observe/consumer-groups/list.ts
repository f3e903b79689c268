// Floor 4. `kafka-consumer-groups --list` of Kafka 4.0 (ConsumerGroupCommand.listGroups, printGroupInfo). Kafka leaves the order of
// groups open; here it is that of their ids.
import { type CommandOutput, done, failureOutput, stdout, table, UsageError, widthOf } from './output.ts';
import { type ClusterSnapshot, groupStateNames, groupTypeNames } from './snapshot.ts';

export interface ListOptions {
  /** `--state`, alone (`true`) or with a list of states such as `stable,empty`. */
  readonly state?: string | true;
  /** `--type`, alone (`true`) or with a list of types such as `classic`. */
  readonly type?: string | true;
}

export function listGroups({ groups }: ClusterSnapshot, options: ListOptions): CommandOutput {
  try {
    const states = chosen(options.state, groupStateNames, 'state list');
    const types = chosen(options.type, groupTypeNames, 'types list');
    const listed = sortedGroups(groups).filter(
      ({ state, type }) => (states?.has(state) ?? true) && (types?.has(type) ?? true),
    );
    if (options.state === undefined && options.type === undefined) {
      return done(stdout(...listed.map(({ groupId }) => groupId)));
    }
    const ids = listed.map(({ groupId }) => groupId);
    const columns = [{ name: 'GROUP', width: widthOf(15, ids) + 10 }];
    if (options.type !== undefined) columns.push({ name: 'TYPE', width: 20 });
    if (options.state !== undefined) columns.push({ name: 'STATE', width: 20 });
    const rows = listed.map(({ groupId, type, state }) => [
      groupId,
      ...(options.type === undefined ? [] : [type]),
      ...(options.state === undefined ? [] : [state]),
    ]);
    return done(stdout(...table(columns, rows)));
  } catch (error) {
    return failureOutput(error);
  }
}

/** The names in a filter, whatever their case; `undefined`: no filter. */
function chosen<Name extends string>(
  filter: string | true | undefined,
  names: readonly Name[],
  what: string,
): ReadonlySet<string> | undefined {
  if (filter === undefined || filter === true || filter === '') return undefined;
  const picked = filter.split(',').map((part) => {
    const name = names.find((known) => known.toLowerCase() === part.trim().toLowerCase());
    if (name === undefined) {
      const noun = what === 'state list' ? 'states' : 'types';
      throw new UsageError(`Invalid ${what} '${filter}'. Valid ${noun} are: ${names.join(', ')}`);
    }
    return name;
  });
  return new Set(picked);
}

/** In the order of their ids, by UTF-16 code unit as in Java's TreeMap. */
export function sortedGroups<Group extends { readonly groupId: string }>(
  groups: ReadonlyMap<string, Group>,
): readonly Group[] {
  return [...groups.values()].sort((a, b) => (a.groupId < b.groupId ? -1 : a.groupId > b.groupId ? 1 : 0));
}
