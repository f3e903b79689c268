// The worker's other use: a live cluster for the playground, in the same locked-down realm as a run. It holds up to two sessions, lets
// time pass in them and tells what is to be seen. A learner's code is loaded when the page hands it in, and never otherwise.

import * as kafka from 'kafka';
import * as simulator from 'simulator';
import { assignorsByName } from 'testkit';
import type { OwnApplication } from '../../playground/engine/own-application.ts';
import { Session } from '../../playground/engine/session.ts';
import type { DroppedIn, FromSession, ToSession, Track } from '../../playground/protocol.ts';
import { host } from './host.ts';
import { linkSuite } from './link.ts';
import { lockDown } from './lockdown.ts';

type AssignorClass = new () => kafka.ConsumerPartitionAssignor;
type Assignors = Map<string, AssignorClass>;

const aliveEveryMs = 200;
interface Held {
  readonly session: Session;
  /** What it knows of a learner's: with something else it has to begin anew. */
  readonly droppedIn: string;
}

/** A request is answered after so long at the latest: the page draws several times a second. */
const budgetMs = 150;

self.addEventListener(
  'message',
  ({ ports: [port] }: MessageEvent<unknown>) => {
    if (port !== undefined) void serve(port);
  },
  { once: true },
);

async function serve(port: MessagePort): Promise<void> {
  const send = port.postMessage.bind(port) as (message: FromSession) => void;
  const alive = () => send({ kind: 'alive' });
  host.every(aliveEveryMs, alive);
  let aliveAt = host.now();
  simulator.provideHost({
    turn: host.turn,
    progress: () => {
      if (host.now() - aliveAt < aliveEveryMs) return;
      aliveAt = host.now();
      alive();
    },
  });
  const linked = await linkSuite({ slug: 'playground', units: [], answerExports: [] }, { kafka });
  linked.close();
  lockDown([kafka, simulator].flatMap((room) => Object.values(room)).filter((value) => typeof value === 'function'));

  const sessions = new Map<Track, Held>();
  const load = async ({ slug, exportName, code }: DroppedIn) => {
    const answer = linked.prepareAnswer(`/${slug}.ts`, code);
    await answer.evaluate();
    const evaluate = () => answer.evaluateAfresh() as Promise<Readonly<Record<string, unknown>>>;
    const made = (await evaluate())[exportName];
    if (typeof made !== 'function') throw new Error(`${slug} does not export ${exportName}.`);
    return { evaluate, made };
  };

  const serveOne = async (request: ToSession): Promise<FromSession> => {
    const { id } = request;
    if (request.kind === 'close') {
      sessions.delete(request.track);
      return { kind: 'closed', id };
    }
    if (request.kind === 'open') {
      const droppedIn = JSON.stringify(request.droppedIn);
      const running = sessions.get(request.track);
      const extended =
        running?.droppedIn === droppedIn && running.session.now <= request.untilMs
          ? running.session.extend(request.scenario)
          : undefined;
      if (running !== undefined && extended !== undefined) {
        if (extended.length === 0) await running.session.advance(request.untilMs, undefined, () => false);
        return { kind: 'opened', id, problems: extended };
      }
      const assignors: Assignors = new Map(assignorsByName);
      const own: OwnApplication[] = [];
      for (const dropped of request.droppedIn) {
        const { name, use, exportName } = dropped;
        const { made, evaluate } = await load(dropped);
        // Called by the cluster, which looks at all that it gives back.
        if (use === 'assignor') assignors.set(name, made as AssignorClass);
        else own.push({ name, use, exportName, evaluate });
      }
      const opened = Session.open(request.scenario, assignors, own);
      if ('problems' in opened) return { kind: 'opened', id, problems: opened.problems };
      await opened.session.advance(request.untilMs, undefined, () => false);
      sessions.set(request.track, { session: opened.session, droppedIn });
      return { kind: 'opened', id, problems: [] };
    }
    const now = sessions.get('now')?.session;
    if (now === undefined) return { kind: 'failed', id, message: 'There is no scenario yet.' };
    if (request.kind === 'command') return { kind: 'printed', id, ...now.execute(request.line) };
    const { untilMs, stopAt, groupId, spanMs } = request;
    const startedAt = host.now();
    await now.advance(untilMs, stopAt, () => host.now() - startedAt > budgetMs);
    const before = sessions.get('before')?.session;
    await before?.advance(now.now, undefined, () => false);
    return {
      kind: 'seen',
      id,
      nowMs: now.now,
      cluster: now.look(),
      model: now.picture(groupId, spanMs),
      before: before?.picture(groupId, spanMs),
      ending: now.ending,
    };
  };

  // One after the other: a session that is being advanced is not looked at.
  let last = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<ToSession>) => {
    last = last.then(async () => {
      const answer = await serveOne(data).catch(
        (thrown: unknown): FromSession => ({
          kind: 'failed',
          id: data.id,
          message: thrown instanceof Error ? thrown.message : String(thrown),
        }),
      );
      send(answer);
    });
  };
  send({ kind: 'ready' });
}
