// pnpm bench SUITE [CASE…] [options]   builds what is measured, and measures it; `pnpm bench --help` tells more.
import { main } from './run.ts';
import { build } from './turbo.ts';

await main(async () => {
  build(['@detect-regions/bench']);
  // Files named on the command line are meant where pnpm was called; it runs scripts in the root.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(new URL('../packages/bench/dist/main.js', import.meta.url).href);
});
