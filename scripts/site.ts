// pnpm site  builds all packages, and the documentation into docs/site/.
import { main, run } from './run.ts';
import { build } from './turbo.ts';

await main(async () => {
  build();
  console.log(run('typedoc', []).trim());
});
