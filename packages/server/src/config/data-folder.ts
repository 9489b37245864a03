import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder's name in the user's data folder. */
const NAME = 'detect-regions';

/**
 * Where a user's programs keep their data, by the rules of the platform.
 *
 * @param env - the environment
 */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  const { XDG_DATA_HOME: given = '' } = env;
  // A relative one is to be ignored, as the XDG Base Directory Specification says.
  return join(isAbsolute(given) ? given : join(home, '.local', 'share'), NAME);
}
