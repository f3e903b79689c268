import renderToString from 'preact-render-to-string';
import type { OwnedByMember } from 'testkit';
import { describe, expect, it } from 'vitest';
import { AssignmentBoard } from './assignment-board.tsx';

const member = (memberId: string) => ({ memberId, groupInstanceId: undefined, rackId: undefined, topics: ['orders'] });
const kafka: OwnedByMember = [
  [
    'c1',
    [
      ['orders', 0],
      ['orders', 1],
    ],
  ],
];
const yours: OwnedByMember = [['c1', [['orders', 0]]]];

describe('the board as it is drawn', () => {
  const html = renderToString(
    <AssignmentBoard
      topics={[['orders', 2]]}
      members={[member('c1')]}
      columns={[
        { title: 'yours', owned: yours, comparedTo: kafka },
        { title: 'Kafka', owned: kafka },
      ]}
    />,
  );

  it('is a table with named rows and columns', () => {
    expect(html).toMatch(/<th scope="col">yours<\/th><th scope="col">Kafka<\/th>/);
    expect(html).toContain('<th scope="row">c1</th>');
  });

  it('says the same in words and in chips, each to those who need it', () => {
    expect(html).toContain('<span class="board-hidden">orders-0, orders-1 (missing)</span>');
    expect(html).toMatch(/<span aria-hidden="true">.*<span class="chip is-missing p1">1<\/span>/);
  });

  it('marks what went to nobody', () => {
    expect(html).toMatch(/class="board-row is-nobody differs"><th scope="row">nobody<\/th>/);
  });
});
