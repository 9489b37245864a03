import { join } from 'node:path';
import { expect, it } from 'vitest';
import { userConfigFolder } from './config-folder.ts';

it.each<[NodeJS.Platform, Record<string, string>, string]>([
  ['linux', { XDG_CONFIG_HOME: '/etc/mine' }, join('/etc/mine', 'detect-regions')],
  ['linux', { XDG_CONFIG_HOME: 'relative' }, join('/home/ann', '.config', 'detect-regions')],
  ['linux', {}, join('/home/ann', '.config', 'detect-regions')],
  ['darwin', {}, join('/home/ann', 'Library', 'Application Support', 'detect-regions')],
  ['win32', { LOCALAPPDATA: 'C:\\Local' }, join('C:\\Local', 'detect-regions')],
  ['win32', {}, join('/home/ann', 'AppData', 'Local', 'detect-regions')],
])('is where programs keep settings on %s with %j: %s', (platform, env, folder) => {
  expect(userConfigFolder(env, platform, '/home/ann')).toBe(folder);
});
