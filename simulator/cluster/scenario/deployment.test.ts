import { describe, expect, it } from 'vitest';
import { parseScenario } from './parse.ts';
import { billing, eventsOf, played } from './run-fixture.ts';

const rolling = (more: object) =>
  billing(
    { c1: { group: 'billing' }, c2: { group: 'billing' } },
    {
      for: '40s',
      events: [
        { at: '10s', close: 'c1' },
        { at: '12s', start: 'c1', ...more },
        { at: '20s', restart: 'c2', down: '1s', ...more },
        { at: '30s', restart: 'c1' },
      ],
    },
  );

const sessionTimeouts = (run: ReturnType<typeof played>) =>
  eventsOf(run, 'request.sent').flatMap(({ api, request, atMs }) =>
    api === 'JoinGroup' && 'sessionTimeoutMs' in request && atMs >= 12_000 ? [request.sessionTimeoutMs] : [],
  );

describe('a process that is started with other settings', { timeout: 60_000 }, () => {
  it('has them from then on, later starts included', () => {
    const before = sessionTimeouts(played(rolling({})));
    expect(before).not.toContain(9000);
    const after = sessionTimeouts(played(rolling({ config: { 'session.timeout.ms': 9000 } })));
    expect(after).toContain(9000);
    expect(after.at(-1)).toBe(9000);
  });

  it('is refused settings that Kafka refuses, and the one that its handler decides', () => {
    const problems = (config: object) => {
      const parsed = parseScenario(rolling({ config }));
      return 'problems' in parsed ? parsed.problems.map(({ text }) => text) : [];
    };
    expect(problems({ 'session.timeout.ms': 9000 })).toEqual([]);
    expect(problems({ 'sesion.timeout.ms': 9000 }).join()).toMatch(/events\[1\]\.start: .*session\.timeout\.ms/);
    expect(problems({ 'enable.auto.commit': false }).join()).toMatch(/follows from the handler/);
  });

  it('is refused an assignor that was not handed in', () => {
    expect(() => played(rolling({ assignor: 'mine' }))).toThrow(/events\[1\]\.assignor: .*"mine"/);
  });
});
