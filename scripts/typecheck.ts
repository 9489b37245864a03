// pnpm typecheck   checks the types of every package and of these scripts, tests included
import { main, run } from './run.ts';
import { turbo } from './turbo.ts';

await main(() => {
  turbo(['typecheck']);
  run('tsc', ['-p', 'scripts']);
});
