import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { peersFolder } from './peers-folder.ts';

const read = (file: string | URL) => JSON.parse(readFileSync(file, 'utf8'));

test('both runtimes of the engine are measured in the same version, which the engine accepts', () => {
  const engine = read(fileURLToPath(import.meta.resolve('@detect-regions/engine/package.json')));
  const { dependencies } = read(new URL('package.json', peersFolder));
  expect(dependencies['onnxruntime-node']).toBe(engine.dependencies['onnxruntime-web']);
  expect(engine.peerDependencies['onnxruntime-node']).toBe(`^${dependencies['onnxruntime-node']}`);
});
