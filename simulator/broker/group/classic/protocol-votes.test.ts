import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolVotes } from './protocol-votes.ts';

const lists = fc.array(
  fc.uniqueArray(fc.constantFrom('range', 'roundrobin', 'sticky', 'cooperative-sticky'), { minLength: 1 }),
  {
    minLength: 1,
  },
);

describe('ProtocolVotes', () => {
  it('finds the candidate that most members put first, as one who asks every member', () => {
    fc.assert(
      fc.property(lists, (ofMembers) => {
        const votes = new ProtocolVotes();
        for (const names of ofMembers) votes.add(names);
        const candidates = ofMembers.reduce((common, names) => common.filter((name) => names.includes(name)));
        const ballots = ofMembers.map((names) => names.find((name) => candidates.includes(name)));
        const countOf = (name: string | undefined) => ballots.filter((ballot) => ballot === name).length;
        const winner = votes.winner();
        if (candidates.length === 0) expect(winner).toBeUndefined();
        else expect(countOf(winner)).toBe(Math.max(...candidates.map(countOf)));
      }),
    );
  });

  it('forgets a member that is taken out: it is as if it had never voted', () => {
    fc.assert(
      fc.property(lists, lists, (staying, leaving) => {
        const votes = new ProtocolVotes();
        for (const names of [...staying, ...leaving]) votes.add(names);
        for (const names of leaving) votes.remove(names);
        const only = new ProtocolVotes();
        for (const names of staying) only.add(names);
        expect(votes.winner()).toBe(only.winner());
      }),
    );
  });

  it('has every name supported by all while nobody is there, as Kafka has', () => {
    const votes = new ProtocolVotes();
    expect(votes.isSupportedByAll('anything')).toBe(true);
    votes.add(['range']);
    expect(votes.isSupportedByAll('anything')).toBe(false);
  });

  it.each([
    ['range', 'roundrobin', 'range'],
    ['roundrobin', 'range', 'range'],
    ['b', 'a', 'a'],
    ['a', 'b', 'a'],
  ])('gives the tie between %s and %s to %s', (first, second, winner) => {
    const votes = new ProtocolVotes();
    votes.add([first, second]);
    votes.add([second, first]);
    expect(votes.winner()).toBe(winner);
  });
});
