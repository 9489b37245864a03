import { join } from 'node:path';
import { expect, test } from 'vitest';
import { userDataFolder } from './data-folder.ts';

test.each([
  ['linux', {}, join('/home/ann', '.local', 'share', 'detect-regions')],
  ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'detect-regions')],
  ['linux', { XDG_DATA_HOME: 'data' }, join('/home/ann', '.local', 'share', 'detect-regions')],
  ['darwin', {}, join('/home/ann', 'Library', 'Application Support', 'detect-regions')],
  ['win32', { LOCALAPPDATA: 'C:\\Local' }, join('C:\\Local', 'detect-regions')],
  ['win32', {}, join('/home/ann', 'AppData', 'Local', 'detect-regions')],
] as const)('on %s with %j it is %s', (platform, env, folder) => {
  expect(userDataFolder(env, platform, '/home/ann')).toBe(folder);
});
