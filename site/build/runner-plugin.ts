// Gives pages the addresses of the runner's scripts, one for each use: assets in the build, bundled on demand by the dev server.
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { bundleRunnerScript, type RunnerScript, type WorkerUse } from './runner-script.ts';

/** @param use names the module, `virtual:run-script` */
export function runnerPlugin(use: WorkerUse): Plugin {
  const name = `virtual:${use}-script`;
  const resolved = `\0${name}`;
  const devAddress = `/@rebalance-lab/${use}.js`;
  let bundled: Promise<RunnerScript> | undefined;
  const bundle = () => (bundled ??= bundleRunnerScript(use));
  let isBuild = false;

  return {
    name: `rebalance-lab:runner-${use}`,
    configResolved: (config) => {
      isBuild = config.command === 'build';
    },
    resolveId: (id) => (id === name ? resolved : undefined),

    async load(id) {
      if (id !== resolved) return undefined;
      const { code, files } = await bundle();
      for (const file of files) this.addWatchFile(file);
      if (!isBuild) {
        const version = createHash('sha256').update(code).digest('hex').slice(0, 12);
        return `export default ${JSON.stringify(`${devAddress}?v=${version}`)};`;
      }
      const asset = this.emitFile({ type: 'asset', name: `${use === 'run' ? 'runner' : use}.js`, source: code });
      return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
    },

    configureServer(server) {
      server.middlewares.use(devAddress, async (_request, response, next) => {
        try {
          const { code } = await bundle();
          response.setHeader('Content-Type', 'text/javascript').end(code);
        } catch (error) {
          next(error);
        }
      });
    },

    async hotUpdate({ file, modules }) {
      const made = await bundled?.catch(() => undefined);
      if (made !== undefined && !made.files.includes(file)) return modules;
      bundled = undefined;
      const script = this.environment.moduleGraph.getModuleById(resolved);
      return script === undefined ? modules : [...modules, script];
    },
  };
}
