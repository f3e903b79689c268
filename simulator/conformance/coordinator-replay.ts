// Replays a recorded trace of Kafka's group coordinator against ours and tells the first difference. Takes and gives plain data.
import { GroupCoordinator } from '../broker/group/group-coordinator.ts';
import { RandomStream } from '../kernel/random.ts';
import { Simulation } from '../kernel/simulation.ts';
import { isSameValue } from '../protocol/same-value.ts';
import { MemberNames } from './coordinator-member-names.ts';
import { sendRecorded } from './coordinator-requests.ts';
import type {
  Completion,
  CoordinatorDifference,
  CoordinatorTrace,
  StateAfter,
  TraceStep,
} from './coordinator-trace.ts';

/** Few, since a trace has one group. */
const offsetsPartitionCount = 2;

/** `undefined`: every response, every completion with its time, and every state after a step is as recorded. */
export function replayCoordinatorTrace(trace: CoordinatorTrace): CoordinatorDifference | undefined {
  const replay = new CoordinatorReplay(trace);
  for (const step of trace.steps) {
    const difference = replay.play(step);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

class CoordinatorReplay {
  readonly #groupId: string;
  readonly #simulation = new Simulation({ host: { turn: () => Promise.resolve() }, eventsMax: 1_000_000 });
  readonly #coordinator: GroupCoordinator;
  readonly #names = new MemberNames();
  /** Answers since the step began. */
  #answers: Completion[] = [];
  #expectedState: StateAfter = { state: 'Dead', protocolType: '', protocol: '', members: [] };

  constructor({ config, topics, groupId }: CoordinatorTrace) {
    this.#groupId = groupId;
    const random = new RandomStream('replay');
    this.#coordinator = new GroupCoordinator({
      brokerId: 1,
      clock: this.#simulation,
      config: {
        ...config,
        offsetMetadataMaxBytes: config.offsetMetadataMaxSize,
        offsetsRetentionMs: config.offsetsRetentionMs ?? Number.MAX_SAFE_INTEGER,
        offsetsRetentionCheckIntervalMs: config.offsetsRetentionCheckIntervalMs,
      },
      emit: () => {},
      uuid: () => random.uuid(),
      offsetsPartitionCount,
      append: (_, __, onStored) => onStored('NONE'),
      partitionCount: (topic) => topics[topic],
      subscribedTopics,
      assignedPartitions: () => [],
    });
    for (let partition = 0; partition < offsetsPartitionCount; partition++) {
      this.#coordinator.startLoading(partition);
      this.#coordinator.finishLoading(partition, []);
    }
  }

  play(step: TraceStep): CoordinatorDifference | undefined {
    this.#answers = [];
    if (step.op === 'Advance') this.#simulation.runMachinery(step.atMs);
    else this.#send(step);
    this.#simulation.runMachinery(step.atMs); // A timer that is set without a delay belongs to the step.

    const own = this.#answers.find((answer) => answer.step === step.step);
    const others = this.#answers.filter((answer) => answer !== own).sort((a, b) => a.step - b.step);
    const state = this.#state();
    this.#expectedState = step.after ?? this.#expectedState;
    return (
      this.#compare(
        step,
        'response',
        step.op === 'Advance' ? undefined : step.response,
        own?.response ?? awaited(step),
      ) ??
      this.#compare(step, 'completions', inStepOrder(step.completions ?? [], step.atMs), others) ??
      this.#compare(step, 'state after', this.#expectedState, state)
    );
  }

  #send(step: Exclude<TraceStep, { op: 'Advance' }>): void {
    sendRecorded(this.#coordinator, this.#names, step, (response) => {
      this.#answers.push({ step: step.step, atMs: this.#simulation.now(), response });
    });
  }

  #state(): StateAfter {
    let after = this.#expectedState;
    this.#coordinator.handle(
      'DescribeGroups',
      { groups: [this.#groupId] },
      { clientId: 'replay', clientHost: '/127.0.0.1' },
      ({ groups: [group] }) => {
        if (group === undefined) return;
        const { state, protocolType, protocol, members } = group;
        const ids = members.map(({ memberId }) => this.#names.recorded(memberId));
        after = { state, protocolType, protocol, members: ids.sort(ascending) };
      },
    );
    return after;
  }

  #compare({ step }: TraceStep, what: string, expected: unknown, actual: unknown): CoordinatorDifference | undefined {
    if (isSameValue(inOneForm(expected), inOneForm(actual))) return undefined;
    return { step, what, expected, actual };
  }
}

function awaited({ op }: TraceStep): 'pending' | undefined {
  return op === 'Advance' ? undefined : 'pending';
}

/** Only those of an `Advance` carry a time: others come at the step's own. */
function inStepOrder(completions: readonly Completion[], atMs: number): readonly Completion[] {
  return [...completions].sort((a, b) => a.step - b.step).map((completion) => ({ atMs, ...completion }));
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** In responses with an error, Kafka says nothing now by `null` and now by `''`; the order of an object's keys means nothing. */
function inOneForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== 'object' || value === null) return value;
  const isRefusal = 'error' in value && value.error !== 'NONE';
  return new Map(
    Object.entries(value)
      .sort(([a], [b]) => ascending(a, b))
      .map(([key, field]) => [key, isRefusal && field === null ? '' : inOneForm(field)]),
  );
}

/** The metadata of traces names topics where it is a consumer's: `topics:foo,bar`. */
function subscribedTopics(metadata: unknown): readonly string[] | undefined {
  if (typeof metadata !== 'string' || !metadata.startsWith('topics:')) return undefined;
  return metadata.slice('topics:'.length).split(',');
}
