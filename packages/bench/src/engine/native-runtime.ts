import { registerHooks } from 'node:module';
import { peersFolder } from './peers-folder.ts';

/**
 * Lets the engine find onnxruntime-node, which it looks for beside itself, in the folder of the peers: it is
 * too heavy to be part of the workspace.
 */
export function lendNativeRuntime(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'onnxruntime-node') return next(specifier, context);
      return next(specifier, { ...context, parentURL: new URL('package.json', peersFolder).href });
    },
  });
}
