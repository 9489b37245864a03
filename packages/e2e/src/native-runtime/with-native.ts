// Preloaded into a process, gives it the onnxruntime-node that `pnpm runtimes` installs, as if somebody had installed
// it beside the engine.
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const runtimes = createRequire(new URL('../../runtimes/package.json', import.meta.url));
const url = pathToFileURL(runtimes.resolve('onnxruntime-node')).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'onnxruntime-node' ? { url, shortCircuit: true } : next(specifier, context),
});
