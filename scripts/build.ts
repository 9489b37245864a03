// node scripts/build.ts [PACKAGE…]   builds all packages, or the named ones with what they depend on
import { main } from './run.ts';
import { build } from './turbo.ts';

await main((packages) => build(packages));
