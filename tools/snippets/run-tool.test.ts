import { expect, it } from 'vitest';
import { CannotTell, runTool } from './run-tool.ts';

it('hands over what a tool prints, and whether it ended well', () => {
  expect(runTool(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)'], '', 'in')).toEqual({
    isGood: true,
    output: 'in',
  });
  expect(runTool(process.execPath, ['-e', 'console.error("no"); process.exit(3)'], '')).toEqual({
    isGood: false,
    output: 'no\n',
  });
});

it('says what to install when there is no such tool', () => {
  const run = () => runTool('no-such-compiler', [], 'install one.');
  expect(run).toThrow(CannotTell);
  expect(run).toThrow('no-such-compiler was not found: install one.');
});
