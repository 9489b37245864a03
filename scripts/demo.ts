// pnpm demo [IMAGE…]  builds what it needs, starts the local service, finds the regions of the pages given (or
// of four samples) through the SDK, and writes overlays, JSON and an index.html into demo-output/.
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Page, readPages } from './demo/page.ts';
import { startService } from './demo/service.ts';
import { main, Refusal, root } from './run.ts';
import { build } from './turbo.ts';

const folder = join(root, 'demo-output');

await main(async (given) => {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => interrupt.abort());
  const { signal } = interrupt;
  try {
    await demo(given, signal);
  } catch (error) {
    // A Ctrl-C that came while the build had this thread is told only now.
    await setImmediate();
    if (!signal.aborted) throw error;
    console.error('interrupted');
    process.exitCode = 130;
  }
});

async function demo(given: readonly string[], signal: AbortSignal): Promise<void> {
  const found = await readPages(given);
  const pages: Page[] = [];
  for (const page of found) {
    if ('problem' in page) refuse(page.label, page.problem);
    else pages.push(page);
  }
  if (pages.length === 0) throw new Refusal('no page to look at. Usage: pnpm demo [IMAGE…]');
  console.log(`pages: ${pages.map(({ label }) => label).join(', ')}`);

  build(['@detect-regions/cli']);
  signal.throwIfAborted();
  console.log('local service: starting …');
  await using service = await startService(signal);
  console.log(`local service: ${service.url}`);

  // What it imports is there only now that it is built.
  const { showPages } = await import('./demo/show.ts');
  const shown = await showPages(pages, { service, folder, signal, refuse });
  if (shown === 0) throw new Refusal('none of the pages worked');
  const index = join(folder, 'index.html');
  console.log(
    `\nOverlays, JSON and index.html are in ${relative(process.env.INIT_CWD ?? root, folder) || '.'}/`,
  );
  console.log(`Open in a browser: ${pathToFileURL(index)}`);
}

function refuse(label: string, problem: string): void {
  console.error(`${label}: ${problem}`);
  process.exitCode = 1;
}
