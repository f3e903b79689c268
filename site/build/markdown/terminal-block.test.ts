import { describe, expect, it } from 'vitest';
import { block, joining, renderText } from './fixture.ts';

const run = `${joining}
load: { orders: { rate: 10/s, until: 10s } }`;
const scene = block('scene', `id: join\ncaption: Two members.\nscenario:${run.replaceAll('\n', '\n  ')}`);
const terminal = (commands: string) => block('terminal', `of: join\ncaption: What it prints.\ncommands:\n${commands}`);

describe('a terminal', () => {
  it('shows what each command prints at its time of the run', () => {
    const { html, problems } = renderText(
      scene +
        terminal(`  - { at: 9s, type: kafka-consumer-groups.sh --list }
  - { at: 18s, type: kafka-consumer-groups.sh --describe --group billing --state, expect: [range Stable 2] }`),
    );
    expect(problems).toEqual([]);
    expect(html).toMatch(/9 s<\/span> <b>\$ kafka-consumer-groups\.sh --list<\/b>\nbilling\n\n<span/);
    expect(html).toMatch(/18 s<\/span>[\s\S]*ASSIGNMENT-STRATEGY[\s\S]*Stable[\s\S]*<figcaption>What it prints\./);
  });

  it('goes on with what a command has changed', () => {
    const ended = scene.replace('load:', 'events: [{ at: 12s, close: c1 }, { at: 12s, close: c2 }]\n  load:');
    const reset = 'kafka-consumer-groups.sh --reset-offsets --to-earliest --all-topics --execute --group billing';
    const { html, problems } = renderText(
      ended +
        terminal(`  - { at: 18s, type: ${reset} }
  - { at: 19s, type: kafka-consumer-groups.sh --describe --group billing, expect: [billing orders 0 0] }`),
    );
    expect(problems).toEqual([]);
    expect(html).toContain('Consumer group &#39;billing&#39; has no active members.');
  });

  it('tells what is claimed and not printed', () => {
    const { problems } = renderText(scene + terminal('  - { at: 9s, type: "x --list", expect: [billing] }'));
    expect(problems).toEqual([
      expect.stringMatching(/no line of the output holds "billing"; it is:\nx: command not found/),
    ]);
  });

  it('needs a run that stands before, and moments of it in order', () => {
    const list = (at: string) => `  - { at: ${at}, type: kafka-consumer-groups.sh --list }`;
    expect(renderText(terminal(list('9s')) + scene).problems).toEqual([
      expect.stringMatching(/^2: no scene here has the id "join"/),
    ]);
    expect(renderText(scene + terminal(list('21s'))).problems).toEqual([
      expect.stringMatching(/"kafka-consumer-groups.sh --list" is typed after the end of the run/),
    ]);
    expect(renderText(scene + terminal(`${list('9s')}\n${list('8s')}`)).problems).toEqual([
      expect.stringMatching(/it is before the command above it; write them in order/),
    ]);
  });
});
