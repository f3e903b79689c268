// Floor 7. Stops with a clear message on a version of Node.js that package.json does not support.
// Has to run on the very versions that it turns away: CommonJS, the syntax of Node.js 8, no imports.

/** `[20, 19, 0]` of `v20.19.0` and of `20.19.0-nightly`. */
function partsOf(version) {
  return version.replace(/^v/, '').split('-')[0].split('.').map(Number);
}

function isAtLeast(found, least) {
  for (let i = 0; i < 3; i += 1) {
    if (found[i] !== least[i]) return found[i] > least[i];
  }
  return true;
}

/** Understands what package.json uses, `^20.19.0 || >=24.0.0`, and refuses anything else. */
function alternativesOf(range) {
  return range.split('||').map((text) => {
    const match = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(text.trim());
    if (!match) throw new Error(`engines.node in package.json: "${text.trim()}" is neither ^x.y.z nor >=x.y.z.`);
    return { least: partsOf(match[2]), isOpenEnded: match[1] === '>=' };
  });
}

function isSupported(version, range) {
  const found = partsOf(version);
  return alternativesOf(range).some(
    (alternative) =>
      isAtLeast(found, alternative.least) && (alternative.isOpenEnded || found[0] === alternative.least[0])
  );
}

function complaint(version, range) {
  const wanted = alternativesOf(range).map((alternative) => {
    const newer = alternative.isOpenEnded ? 'anything newer' : `a newer ${alternative.least[0]}.x`;
    return `  Node.js ${alternative.least.join('.')} or ${newer}`;
  });
  return `
Rebalance Lab does not run on Node.js ${version.replace(/^v/, '')}. It needs one of:

${wanted.join('\n')}

To get one: "nvm install" in this folder (https://github.com/nvm-sh/nvm), or an installer from https://nodejs.org.
Then run the same command again.
`;
}

module.exports = { complaint, isSupported };

if (require.main === module) {
  const range = require('../package.json').engines.node;
  if (!isSupported(process.version, range)) {
    console.error(complaint(process.version, range));
    process.exit(1);
  }
}
