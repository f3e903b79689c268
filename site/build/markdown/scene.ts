// A scene of a plain assign(): who subscribes to what, and what an assignor gives them. Knows no Markdown, no drawing.
import type { ConfigKeyInfo } from 'simulator';
import type { MemberCase, OwnedByMember, PartitionName } from 'testkit';
import * as v from 'valibot';
import { type Problems, suggestion } from './problems.ts';
import type { RunStage } from './run-stage.ts';
import type { YamlContent, YamlPlace } from './yaml.ts';

export interface Scene {
  readonly assignor: string;
  readonly topics: readonly (readonly [topic: string, partitionCount: number])[];
  readonly members: readonly MemberCase[];
}

/** A scene that was played: what each member was given, topics and partitions ascending. */
export interface PlayedScene extends Scene {
  readonly owned: OwnedByMember;
}

/**
 * Plays and draws scenes. Handed in, because assignors and board are loaded through Vite's module runner: they import
 * by the house's names, and in the dev server they change while it runs.
 */
export interface Stage {
  /** Names of the assignors that a scene can use. */
  readonly assignors: readonly string[];
  assign(scene: Scene): OwnedByMember;
  /** The assignment board as HTML. */
  draw(scene: PlayedScene): string;
  /** For scenes of a whole run; `undefined` where texts have none. */
  readonly runs: RunStage | undefined;
  /** By the name of the constant that holds them, then by key. */
  readonly configKeys: Readonly<Record<string, Readonly<Record<string, ConfigKeyInfo<unknown>>>>>;
  /** Those that the simulated cluster answers with. */
  readonly errorCodes: readonly string[];
}

const topicNames = v.array(v.string('write a topic name'), 'write a list of topic names: [orders]');
const memberDetail = v.strictObject({
  topics: topicNames,
  groupInstanceId: v.optional(v.string('write a name')),
  rackId: v.optional(v.string('write a name')),
});
const member = v.lazy((input) => (Array.isArray(input) ? topicNames : memberDetail));

/** The keys of a block that describes a scene. */
export const sceneEntries = {
  assignor: v.string('write the name of an assignor: range'),
  topics: v.record(
    v.string(),
    v.pipe(
      v.number('write how many partitions it has'),
      v.integer('write a whole number'),
      v.minValue(0, 'write 0 or more'),
    ),
    'write topics with their partition counts: {orders: 7}',
  ),
  members: v.record(v.string(), member, 'write members with their topics: {c1: [orders], c2: [orders]}'),
} as const;

interface SceneSource {
  readonly assignor: string;
  readonly topics: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, readonly string[] | v.InferOutput<typeof memberDetail>>>;
}

/** @returns `undefined` when something was reported */
export function playScene(
  source: SceneSource,
  content: YamlContent<unknown>,
  place: YamlPlace,
  stage: Stage,
  problems: Problems,
): PlayedScene | undefined {
  if (!stage.assignors.includes(source.assignor)) {
    const hint = suggestion(source.assignor, stage.assignors);
    problems.report(place.file, content.lineOf(['assignor']), `no assignor is named "${source.assignor}"; ${hint}`);
    return undefined;
  }
  const scene: Scene = {
    assignor: source.assignor,
    topics: Object.entries(source.topics),
    members: Object.entries(source.members).map(([memberId, detail]) =>
      isTopicList(detail)
        ? { memberId, topics: detail, groupInstanceId: undefined, rackId: undefined }
        : { memberId, topics: detail.topics, groupInstanceId: detail.groupInstanceId, rackId: detail.rackId },
    ),
  };
  const owned = stage.assign(scene);
  return { ...scene, owned: owned.map(([memberId, partitions]) => [memberId, [...partitions].sort(byName)] as const) };
}

function isTopicList(detail: readonly string[] | v.InferOutput<typeof memberDetail>): detail is readonly string[] {
  return Array.isArray(detail);
}

function byName([topicA, partitionA]: PartitionName, [topicB, partitionB]: PartitionName): number {
  if (topicA !== topicB) return topicA < topicB ? -1 : 1;
  return partitionA - partitionB;
}

export const partitionLabel = ([topic, partition]: PartitionName): string => `${topic}-${partition}`;

export function ownedBy(scene: PlayedScene, memberId: string): readonly string[] | undefined {
  return scene.owned.find(([id]) => id === memberId)?.[1].map(partitionLabel);
}

export function hasPartition(scene: Scene, label: string): boolean {
  return scene.topics.some(([topic, count]) => {
    const number = label.startsWith(`${topic}-`) ? label.slice(topic.length + 1) : '';
    return /^\d+$/.test(number) && Number(number) < count;
  });
}

/** The member that owns a partition; `undefined` when nobody does. */
export function ownerOf(scene: PlayedScene, label: string): string | undefined {
  return scene.owned.find(([, partitions]) => partitions.some((name) => partitionLabel(name) === label))?.[0];
}

/** `orders-0, orders-1`, or `nothing`. */
export const listed = (labels: readonly string[]): string => (labels.length === 0 ? 'nothing' : labels.join(', '));
