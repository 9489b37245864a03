// pnpm test:chaos   the tests of failure: of the SDK behind a network that breaks, and of the service while its processes
//                   are killed, its disk is full, its clock jumps and its clients misbehave. Some minutes.
// SERVICE_CHAOS_TASKS, SERVICE_CHAOS_KILLS   how many images go through the service (1000), and how often something is
//                   killed meanwhile (6), for each queue
// CHAOS_TASKS       how many images the SDK sends (1000)
// CHAOS_SEED        what goes wrong when (1)
import process from 'node:process';

process.env.CHAOS_TESTS = 'all';
process.env.CHAOS_TASKS ??= '1000';
process.argv.splice(2, Infinity, 'packages/e2e/src/chaos', 'packages/e2e/src/service-chaos');
await import('./test.ts');
