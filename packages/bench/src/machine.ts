import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { arch, platform, version } from 'node:process';

/** On what figures were measured. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
  /** The load of the last minute, before the first case: well above zero means that others were at work, too. */
  readonly load: number;
  /** The peers' versions. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Describes this machine.
 *
 * @param versions - of the peers that are measured
 */
export function describeMachine(versions: Readonly<Record<string, string>>): Machine {
  return {
    node: version,
    platform: `${platform} ${arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    versions,
  };
}

/** The versions of the SDK's peers. */
export function sdkPeerVersions(): Record<string, string> {
  return versionsOf(['axios', 'ky', 'openapi-fetch', 'superagent', 'rolldown']);
}

/** The versions of what the service is measured beside, and by. */
export function serverVersions(): Record<string, string> {
  return versionsOf(['autocannon', 'hono', '@hono/node-server']);
}

function versionsOf(names: readonly string[]): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return Object.fromEntries(names.map((name) => [name, devDependencies[name]]));
}
