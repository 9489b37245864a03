import { run } from './run.ts';

/** Turbo asks its makers' service for nothing, and writes plain lines. */
const quiet = ['--output-logs=errors-only', '--log-prefix=task'];
const env = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' };

/**
 * Builds packages and all that they depend on; what is built already is not built again.
 *
 * @param packages - names such as `@detect-regions/cli`; all when empty
 */
export function build(packages: readonly string[] = []): void {
  turbo(['build'], packages);
}

/** Runs tasks of turbo.json; the output is shown only when one fails. */
export function turbo(tasks: readonly string[], packages: readonly string[] = []): void {
  const started = performance.now();
  console.error(`${tasks.join(' and ')}: ${packages.length > 0 ? packages.join(', ') : 'all packages'} …`);
  const summary = run(
    'turbo',
    ['run', ...tasks, ...packages.map((name) => `--filter=${name}...`), ...quiet],
    { env },
  );
  const cached = /Cached:\s+(\d+) cached, (\d+) total/.exec(summary);
  const done = cached ? `${cached[2]} tasks, ${cached[1]} of them unchanged` : 'done';
  console.error(`${tasks.join(' and ')}: ${done}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
