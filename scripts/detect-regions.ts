// pnpm detect-regions …   builds the command line and runs it where the user stands; `pnpm serve …` is its serve.
import { main } from './run.ts';
import { build } from './turbo.ts';

await main(async () => {
  build(['@detect-regions/cli']);
  // pnpm runs scripts in the root, and says where it was called: paths that were typed there are meant there.
  // The command line itself must not look at INIT_CWD, or it would do so in other people's scripts too.
  process.chdir(process.env.INIT_CWD ?? process.cwd());
  await import(new URL('../packages/cli/bin/detect-regions.js', import.meta.url).href);
});
