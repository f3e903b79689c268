import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complaint, isSupported } from './check-node.cjs';

const range = '^20.19.0 || ^22.12.0 || >=24.0.0';

describe('the check of the Node.js version', () => {
  it.each(['v20.19.0', 'v20.20.2', 'v22.12.0', 'v22.23.3', 'v24.0.0', 'v25.1.0'])('accepts %s', (version) => {
    expect(isSupported(version, range)).toBe(true);
  });

  it.each(['v10.24.1', 'v18.20.8', 'v20.9.0', 'v20.18.3', 'v21.7.3', 'v22.11.0', 'v23.11.1'])(
    'refuses %s',
    (version) => {
      expect(isSupported(version, range)).toBe(false);
    },
  );

  it('says what was found, what is needed and how to get it', () => {
    const message = complaint('v18.20.8', range);
    expect(message).toContain('does not run on Node.js 18.20.8');
    expect(message).toContain('Node.js 22.12.0 or a newer 22.x');
    expect(message).toContain('Node.js 24.0.0 or anything newer');
    expect(message).toContain('nvm install');
  });

  it('refuses a range that it does not understand', () => {
    expect(() => isSupported('v20.0.0', '20.x')).toThrow('"20.x" is neither ^x.y.z nor >=x.y.z');
  });

  it('understands the range that package.json names', () => {
    const engines = JSON.parse(readFileSync('package.json', 'utf8')).engines.node;
    expect(isSupported(process.version, engines)).toBe(true);
  });
});
