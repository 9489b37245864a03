import { CliError } from '../report/cli-error.ts';
import { type ExitCode, exitCodes } from '../report/exit-codes.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'a folder, not an image',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENAMETOOLONG: 'its path is too long',
  ELOOP: 'a link that leads to itself',
};

/** Says in words why a file can't be read. */
export function unreadableImage(cause: unknown): CliError {
  return new CliError('unreadable-image', reasonOf(cause), { exitCode: exitCodes.failed, cause });
}

/** Says in words why a folder can't be read. */
export function unreadableFolder(name: string, cause: unknown, exitCode: ExitCode): CliError {
  return new CliError('unreadable-folder', `${name} can't be read: ${reasonOf(cause)}`, { exitCode, cause });
}

function reasonOf(cause: unknown): string {
  const code = String((cause as NodeJS.ErrnoException).code);
  return reasons[code] ?? `can't be read (${code})`;
}
