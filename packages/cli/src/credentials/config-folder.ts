import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder's name in the user's folder of settings. */
const NAME = 'detect-regions';

/**
 * Where a user's programs keep their settings, by the rules of the platform.
 *
 * @param env - the environment
 */
export function userConfigFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  // Not the roaming folder: secrets stay on the machine.
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), NAME);
  const { XDG_CONFIG_HOME: given = '' } = env;
  // A relative one is to be ignored, as the XDG Base Directory Specification says.
  if (isAbsolute(given)) return join(given, NAME);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', NAME);
  return join(home, '.config', NAME);
}
