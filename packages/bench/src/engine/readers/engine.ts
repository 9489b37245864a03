import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RuntimeName } from '@detect-regions/engine';
import { lendNativeRuntime } from '../native-runtime.ts';
import { requirePeer } from '../peers-folder.ts';
import type { Reader, ReaderOptions } from './reader.ts';

/** Our engine, as its users would run it, in one runtime. */
export async function openEngine(runtime: RuntimeName, { threads }: ReaderOptions): Promise<Reader> {
  if (runtime === 'native') lendNativeRuntime();
  const { createEngine } = await import('@detect-regions/engine');
  const engine = createEngine({ runtime, threads });
  await engine.warmUp();
  return {
    title: `@detect-regions/engine, ${runtimeTitle(runtime)}, threads: ${threads ?? 'its default'}`,
    async read(file, wantsLines) {
      const started = performance.now();
      const { regions: blocks } = await engine.detect(await readFile(file), { dsrMode: 'Regions' });
      const ms = performance.now() - started;
      if (!wantsLines) return { ms, blocks, lines: null };
      const { regions: lines } = await engine.detect(await readFile(file), { dsrMode: 'LineDetector' });
      return { ms, blocks, lines };
    },
    close: () => engine.close(),
  };
}

function runtimeTitle(runtime: RuntimeName): string {
  if (runtime === 'native') {
    return `onnxruntime-node ${(requirePeer('onnxruntime-node/package.json') as { version: string }).version}`;
  }
  const engine = fileURLToPath(import.meta.resolve('@detect-regions/engine/package.json'));
  const { dependencies } = JSON.parse(readFileSync(engine, 'utf8'));
  return `onnxruntime-web ${dependencies['onnxruntime-web']}`;
}
