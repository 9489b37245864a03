// A program that is killed in the midst of a batch: node batch-child.ts URL FILE COUNT. Tells each item that is done.
import { registerHooks } from 'node:module';
import { png } from './images.ts';

// The package's own entry is the built one, which need not be there.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '#files'
      ? { url: new URL('../files/node.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const { DetectRegions } = await import('../client.ts');
const { fastClock } = await import('./fast-clock.ts');
const { fileStore } = await import('../file-store.node.ts');
const [baseUrl = '', file = '', count = '0'] = process.argv.slice(2);
const store = fileStore(file);
const client = new DetectRegions({ baseUrl, accessToken: 'mine', store, clock: fastClock });
const images = Array.from({ length: Number(count) }, (_, index) => png(index + 1));
for await (const item of client.detectAll(images, { concurrency: 8, order: 'completed' })) {
  process.stdout.write(`${item.ok ? item.value.taskId : String(item.error)}\n`);
}
