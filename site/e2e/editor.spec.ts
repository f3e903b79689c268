// What the editor knows of Kafka: what a call and a configuration key mean, which keys there are, and nothing of the inside.
import { expect, test } from './site.ts';
import { editorOf, openExercise, writeAnswer } from './workbench.ts';

const answer = `import { KafkaConsumer } from 'kafka';
import type { Table } from 'testkit';
export async function run(table: Table<{ id: number }>) {
  const consumer = new KafkaConsumer({ 'group.id': 'g', 'session.timeout.ms': 45_000 });
  await consumer.commitSync();
  await table.write([{ id: 1 }], { topic: 'orders', partition: 0, offset: 1 }, undefined);
}
new KafkaConsumer({

});
`;

test('the editor tells what calls and configuration keys mean, and offers the keys', async ({ page }) => {
  await openExercise(page);
  await page.getByLabel('Run as you type').uncheck();
  await writeAnswer(page, answer);
  const hover = page.locator('.monaco-hover:visible');
  const tells = async (word: string, ...texts: readonly (string | RegExp)[]) => {
    // Away first, so that the hover of the word before is gone.
    await page.mouse.move(0, 0);
    await expect(hover).toHaveCount(0);
    await page.locator('.view-line span span', { hasText: word }).first().hover();
    for (const text of texts) await expect(hover).toContainText(text);
  };
  await tells('commitSync', 'KafkaConsumer', '@throws');
  await tells('session.timeout.ms', 'How long the coordinator waits for a heartbeat', 'Default: 45,000 ms.');
  await tells('write', 'One transaction');

  await editorOf(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type("  'max");
  await page.keyboard.press('ControlOrMeta+Space');
  const offered = page.locator('.suggest-widget:visible');
  await expect(offered).toContainText('max.poll.interval.ms');
  await expect(offered).toContainText('max.poll.records');
});
