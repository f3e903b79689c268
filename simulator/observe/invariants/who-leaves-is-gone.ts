// Floor 4. LeaveGroup from both ends: a dynamic member that is closed says goodbye if it can, and whoever was told that it is out is
// out (Kafka: AbstractCoordinator.maybeLeaveGroup, GroupMetadataManager.classicGroupLeaveToClassicGroup). Processes whose clock was
// set are left out: they may believe that their session is over and their coordinator lost.
import { type ClientKey, clientKey, requestIn, responseIn } from '../run-trace.ts';
import type { Checker, Invariant, World } from './invariant.ts';

/** A member that has heard of its coordinator so lately knows where it is. */
const knownForMs = 500;

interface Contact {
  memberId: string;
  heardMs: number;
}

export const whoLeavesIsGone: Invariant = {
  name: 'who leaves is gone',
  rule: 'A dynamic member that is closed sends LeaveGroup if it can reach its coordinator, and a member whose LeaveGroup succeeded is out of the group.',
  begin(world: World): Checker {
    /** Members in touch with their coordinator. */
    const contacts = new Map<ClientKey, Contact>();
    const hasLeft = new Set<string>();
    const inTouch = new Map<number, string>();
    const clockWasSet = new Set<string>();

    const lose = (clientId: string) => {
      for (const key of contacts.keys()) if (key.endsWith(`/${clientId}`)) contacts.delete(key);
    };

    return {
      next(event) {
        switch (event.kind) {
          case 'process.clock':
            clockWasSet.add(event.process);
            return;
          case 'request.sent': {
            const beating = requestIn(event, 'Heartbeat');
            if (beating !== undefined) inTouch.set(event.correlationId, beating.memberId);
            const leaving = requestIn(event, 'LeaveGroup');
            for (const { memberId } of leaving?.members ?? []) hasLeft.add(memberId);
            return;
          }
          case 'request.dropped':
          case 'response.dropped':
          case 'request.disconnected':
            return lose(event.clientId);
          case 'response.sent': {
            const beat = responseIn(event, 'Heartbeat');
            if (beat !== undefined && beat.error !== 'NONE') {
              inTouch.delete(event.correlationId);
              lose(event.clientId);
            }
            const open = world.openRequests.get(event.correlationId);
            const leaving = open && requestIn(open, 'LeaveGroup');
            const left = responseIn(event, 'LeaveGroup');
            if (leaving === undefined || left === undefined || left.error !== 'NONE') return;
            for (const { memberId, error } of left.members) {
              if (error !== 'NONE' || world.groups.get(leaving.groupId)?.members.has(memberId) !== true) continue;
              world.report(`LeaveGroup of ${memberId} succeeded, and it is still a member of ${leaving.groupId}`);
            }
            return;
          }
          case 'response.delivered': {
            const memberId = inTouch.get(event.correlationId);
            if (memberId === undefined) return;
            inTouch.delete(event.correlationId);
            const key = world.consumers.keyOfMember(memberId);
            if (key !== undefined) contacts.set(key, { memberId, heardMs: event.atMs });
            return;
          }
          case 'consumer.closed': {
            const key = clientKey(event);
            const contact = contacts.get(key);
            const groupId = world.consumers.groupOf(key);
            if (contact === undefined || groupId === undefined || clockWasSet.has(event.process)) return;
            contacts.delete(key);
            const member = world.groups.get(groupId)?.members.get(contact.memberId);
            if (member?.groupInstanceId !== null || hasLeft.has(contact.memberId)) return;
            if (event.atMs - contact.heardMs > knownForMs) return;
            world.report(
              `${key} was closed and did not tell its group: ${contact.memberId} is still a member of ${groupId}`,
            );
          }
        }
      },
    };
  },
};
