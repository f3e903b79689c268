// What went on in a test's clusters: the timeline at the moment of the failure, the reference's under it, more room for both.

import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { whyNotLoaded } from '../pages/why-not-loaded.ts';
import type { TestOutcome } from '../runner/outcome.ts';
import { durationText } from '../timeline/model/durations.ts';
import type { Bench } from './bench.ts';
import { type LoadedTimeline, loadedTimeline, loadTimeline } from './load-timeline.ts';
import type { PlayedCluster, TimelineState, Wanted } from './time-travel.ts';
import { counted, endingWords } from './words.ts';

interface TimeTravelViewProps {
  readonly bench: Bench;
  readonly outcome: TestOutcome;
}

export function TimeTravelView({ bench, outcome }: TimeTravelViewProps) {
  const { timeTravel, control } = bench;
  const { id: test, notes, state } = outcome;
  const cluster = useSignal<number | undefined>(undefined);
  const group = useSignal<string | undefined>(undefined);
  const isOpen = useSignal(state === 'fail' && timeTravel.mayPlayUnasked(test));
  const isCompared = useSignal(false);
  const yours: Wanted = { test, cluster: cluster.value, group: group.value, side: 'yours' };
  const shown = timeTravel.stateOf(yours);
  const reference: Wanted = { test, cluster: clusterIn(shown), group: group.value, side: 'reference' };
  const mayCompare = !bench.isExam && !bench.heldBack.value.solutions;
  const compared = isCompared.value && mayCompare ? timeTravel.stateOf(reference) : undefined;
  const isRunning = control.isRunning.value;
  const isThere = notes.clusters.length > 0 && timeTravel.knows(test);
  useEffect(() => {
    if (!isThere || !isOpen.value || isRunning) return;
    if (shown === undefined) void timeTravel.play(yours);
    else if (isCompared.value && mayCompare && compared === undefined && shown.kind === 'played')
      void timeTravel.play(reference);
  });
  if (!isThere) return null;
  if (!isOpen.value) {
    return (
      <p>
        <button type="button" class="bench-button is-small" onClick={() => open(isOpen)}>
          Show what went on in its {notes.clusters.length === 1 ? 'cluster' : counted(notes.clusters.length, 'cluster')}
        </button>
      </p>
    );
  }
  return (
    <section class="time-travel" aria-label="What went on in the cluster">
      <div class="time-travel-bar">
        <ClusterChoice
          shown={shown}
          notes={notes}
          onChoose={(number) => {
            batch(() => {
              cluster.value = number;
              group.value = undefined;
            });
          }}
        />
        <GroupChoice
          key={cluster.value}
          shown={shown}
          onChoose={(groupId) => {
            group.value = groupId;
          }}
        />
        {mayCompare && (
          <button
            type="button"
            class="bench-button is-small"
            aria-pressed={isCompared.value}
            onClick={() => {
              isCompared.value = !isCompared.value;
            }}
          >
            Compare with the reference
          </button>
        )}
        <GrowButton bench={bench} />
      </div>
      <State state={shown} side="yours" />
      {isCompared.value && mayCompare && shown?.kind === 'played' && <State state={compared} side="reference" />}
      {shown?.kind === 'played' && (
        <Drawn
          outcome={outcome}
          yours={shown.played}
          reference={compared?.kind === 'played' ? compared.played : undefined}
        />
      )}
    </section>
  );
}

interface Cell<Value> {
  value: Value;
}

function open(isOpen: Cell<boolean>): void {
  isOpen.value = true;
}

const clusterIn = (state: TimelineState | undefined): number | undefined =>
  state?.kind === 'played' ? state.played.cluster : undefined;

interface ClusterChoiceProps {
  readonly shown: TimelineState | undefined;
  readonly notes: TestOutcome['notes'];
  readonly onChoose: (number: number) => void;
}

function ClusterChoice({ shown, notes: noted, onChoose }: ClusterChoiceProps) {
  const notes = shown?.kind === 'played' ? shown.played.notes : noted;
  if (notes.clusters.length < 2) return null;
  const current = clusterIn(shown) ?? notes.moment?.cluster;
  return (
    <label>
      Cluster{' '}
      <select value={current} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {notes.clusters.map(({ number, name, endMs }) => (
          <option key={number} value={number}>
            {number}
            {name === 'cluster' ? '' : `: ${name}`}, {durationText(endMs)}
            {number === notes.moment?.cluster ? ', looked at last' : ''}
          </option>
        ))}
      </select>
      {notes.clustersDropped > 0 && ` ${counted(notes.clustersDropped, 'earlier one')} not listed`}
    </label>
  );
}

interface GroupChoiceProps {
  readonly shown: TimelineState | undefined;
  readonly onChoose: (groupId: string) => void;
}

/** Which of the cluster's groups is drawn. It stays while another one is played. */
function GroupChoice({ shown, onChoose }: GroupChoiceProps) {
  const known = useSignal<readonly string[]>([]);
  const model = shown?.kind === 'played' ? shown.played.model : undefined;
  const groups = model === undefined ? known.value : [model.groupId, ...model.otherGroups].sort();
  useEffect(() => {
    if (model !== undefined) known.value = groups;
  }, [model]);
  if (groups.length < 2) return null;
  return (
    <label>
      Group{' '}
      <select value={model?.groupId} onChange={(event) => onChoose(event.currentTarget.value)}>
        {groups.map((groupId) => (
          <option key={groupId} value={groupId}>
            {groupId}
          </option>
        ))}
      </select>
    </label>
  );
}

function GrowButton({ bench }: { readonly bench: Bench }) {
  const isGrown = bench.isEvidenceGrown.value;
  return (
    <button
      type="button"
      class="bench-button is-small time-travel-grow"
      aria-pressed={isGrown}
      aria-keyshortcuts="t"
      onClick={() => {
        bench.isEvidenceGrown.value = !isGrown;
      }}
    >
      {isGrown ? 'Less room' : 'More room'}
    </button>
  );
}

const names = { yours: 'your code', reference: 'the reference' } as const;

/** Where there is something else to say than what the drawing shows. */
function State({ state, side }: { readonly state: TimelineState | undefined; readonly side: keyof typeof names }) {
  switch (state?.kind) {
    case undefined:
    case 'playing':
      return <p class="time-travel-note">Playing the test again with {names[side]}.</p>;
    case 'nothing':
      return (
        <p class="time-travel-note">
          Played again with {names[side]}, the test{' '}
          {side === 'yours' ? 'does not have this cluster, or it is' : 'ends before this cluster, or it is'} too large
          to be shown.
        </p>
      );
    case 'failed':
      return (
        <p class="time-travel-note">
          It could not be played with {names[side]}: {state.why}
        </p>
      );
    case 'ended': {
      const words = endingWords(state.ending);
      return (
        <div class="message">
          <p>
            Played again with {names[side]}, the test did not come to its end. <b>{words?.title}</b> {words?.text}
          </p>
          <p>{words?.next}</p>
        </div>
      );
    }
    case 'played':
      if (!state.played.differs) return null;
      return (
        <p class="time-travel-note is-warn">
          Played again, this test went otherwise than in the run above: the code depends on something besides the
          simulation, such as the time of your machine. This is what happened this time.
        </p>
      );
  }
}

interface DrawnProps {
  readonly outcome: TestOutcome;
  readonly yours: PlayedCluster;
  readonly reference: PlayedCluster | undefined;
}

function Drawn({ outcome, yours, reference }: DrawnProps) {
  const timeline = useSignal<LoadedTimeline | { readonly why: string } | undefined>(loadedTimeline());
  useEffect(() => {
    if (timeline.value !== undefined) return;
    loadTimeline().then(
      (loaded) => {
        timeline.value = loaded;
      },
      async () => {
        timeline.value = { why: await whyNotLoaded('The timeline') };
      },
    );
  }, [timeline]);
  if (timeline.value === undefined) return null;
  if ('why' in timeline.value) return <p class="time-travel-note">{timeline.value.why}</p>;
  const { Timeline } = timeline.value;
  const { moment } = yours.notes;
  const isAtFailure = outcome.state === 'fail' && moment?.cluster === yours.cluster;
  const runs =
    reference === undefined
      ? [{ model: yours.model }]
      : [
          { model: yours.model, title: 'Yours' },
          { model: reference.model, title: 'Reference' },
        ];
  return <Timeline id="evidence" runs={runs} {...(isAtFailure ? { start: { ms: moment.atMs, isNear: true } } : {})} />;
}
