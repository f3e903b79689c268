// A question about a scene, and its answer, which is worked out and never typed. Knows no Markdown.
import { suggestion } from './problems.ts';
import { hasPartition, listed, ownedBy, ownerOf, type PlayedScene, partitionLabel } from './scene.ts';

export interface Answered {
  readonly right: string;
  /** What to offer when the block lists no options; `undefined` when it must list them. */
  readonly defaultOptions: readonly string[] | undefined;
}

/** @returns a text: what is wrong with the question */
export function answerTo(ask: string, scene: PlayedScene): Answered | string {
  const match = /^(owner of|count of|owned by) (\S+)$/.exec(ask);
  if (match === null) return `\`ask\` is "${ask}"; write "owner of orders-4", "count of c1" or "owned by c1"`;
  const [, what, name = ''] = match;
  const members = scene.members.map((member) => member.memberId);
  if (what === 'owner of') {
    if (!hasPartition(scene, name)) return noPartition(name, scene);
    return { right: ownerOf(scene, name) ?? 'nobody', defaultOptions: members };
  }
  const owned = ownedBy(scene, name);
  if (owned === undefined) return `the scene has no member "${name}"; ${suggestion(name, members)}`;
  return { right: what === 'count of' ? String(owned.length) : listed(owned), defaultOptions: undefined };
}

function noPartition(label: string, scene: PlayedScene): string {
  const topics = scene.topics.map(([topic, count]) => `${topic} has ${count}`).join(', ');
  return `the scene has no partition "${label}"; ${topics}`;
}

/** The value of `count.c1`, `owned.c1`, `owner.orders-4`, `moved.other-scene`, `most` or `least` in a scene. */
export function factOf(
  scene: PlayedScene,
  path: string,
  scenes: ReadonlyMap<string, PlayedScene>,
): { readonly value: string } | string {
  const counts = scene.owned.map(([, partitions]) => partitions.length);
  if (path === 'most') return { value: String(Math.max(...counts)) };
  if (path === 'least') return { value: String(Math.min(...counts)) };
  const [, what, name = ''] = /^(count|owner|owned|moved)\.(.+)$/.exec(path) ?? [];
  if (what === 'moved') {
    const other = scenes.get(name);
    if (other === undefined) return `no scene here has the id "${name}"; ${suggestion(name, scenes.keys())}`;
    return { value: String(movedBetween(scene, other)) };
  }
  const asked = { count: 'count of', owner: 'owner of', owned: 'owned by' }[what ?? ''];
  if (asked === undefined) {
    return `nothing is known as "${path}"; write count.MEMBER, owned.MEMBER, owner.PARTITION, moved.SCENE, most or least`;
  }
  const answered = answerTo(`${asked} ${name}`, scene);
  return typeof answered === 'string' ? answered : { value: answered.right };
}

/** How many partitions of one scene have another owner, or none, in the other. */
function movedBetween(scene: PlayedScene, other: PlayedScene): number {
  const labels = scene.owned.flatMap(([, partitions]) => partitions.map(partitionLabel));
  return labels.filter((label) => ownerOf(scene, label) !== ownerOf(other, label)).length;
}
