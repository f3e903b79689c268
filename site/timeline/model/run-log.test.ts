import { describe, expect, it } from 'vitest';
import { joined } from '../played.ts';
import { timelineModel } from './build.ts';
import { logAt, logText } from './run-log.ts';
import { tablesOf } from './tables.ts';

const cluster = joined('range');
const model = timelineModel(cluster, { fromMs: 9_000, toMs: 14_000 });
const textsAt = (ms: number, index?: number, most = 3) =>
  logAt(model, { ms, index }, 'INFO', most).map(({ text }) => text.replace(/^\[[^\]]*\] /, ''));

describe('the log of a timeline', () => {
  it('ends with the lines of the moment, oldest first', () => {
    expect(textsAt(12_014)).toEqual([
      '(Re-)joining group',
      'Revoke previously assigned partitions orders-3, orders-4, orders-5',
      '(Re-)joining group',
    ]);
  });

  it('stops at the event under the playhead', () => {
    const revoked = cluster.trace.findIndex(
      (event) => event.atMs === 12_014 && event.kind === 'callback.entered' && event.process === 'c1',
    );
    expect(textsAt(12_014, revoked, 1)).toEqual(['Revoke previously assigned partitions orders-0, orders-1, orders-2']);
  });

  it('has the lines of its window alone, and DEBUG only for who asks', () => {
    expect(logAt(model, { ms: 8_999, index: undefined }, 'DEBUG', 5)).toEqual([]);
    const deep = logAt(model, { ms: 14_000, index: undefined }, 'DEBUG', 1_000);
    const shallow = logAt(model, { ms: 14_000, index: undefined }, 'INFO', 1_000);
    expect(deep.some(({ text }) => text.includes('Sending Heartbeat request'))).toBe(true);
    expect(shallow).toEqual(deep.filter(({ level }) => level !== 'DEBUG'));
  });

  it('is a table for who asks for it', () => {
    expect(tablesOf(model, 1, 100).map(({ title }) => title)).not.toContain('What Kafka 4.0 would log');
    const table = tablesOf(model, 1, 100, 'INFO').find(({ title }) => title === 'What Kafka 4.0 would log');
    expect(table?.rows).toContainEqual([
      '12.014 s',
      'c1',
      'INFO',
      '[Consumer clientId=c1, groupId=billing] (Re-)joining group',
      'ConsumerCoordinator',
    ]);
  });

  it('is a file in the format of Kafka’s own logs', () => {
    expect(logText(model, 'INFO').split('\n')[0]).toMatch(
      /^\[10\.002 s\] INFO \[Consumer clientId=c3, groupId=billing\] Discovered group coordinator .* \(org\.apache\.kafka\.clients\.consumer\.internals\.ConsumerCoordinator\)$/,
    );
  });
});
