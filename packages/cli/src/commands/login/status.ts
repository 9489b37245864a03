import { readProfiles } from '../../credentials/credentials-file.ts';
import { describeCredentials } from '../../credentials/describe-credentials.ts';
import {
  findCredentials,
  noCredentials,
  type ServiceChoice,
  surroundings,
} from '../../credentials/find-credentials.ts';
import { type ExitCode, exitCodes } from '../../report/exit-codes.ts';
import { paintFor } from '../../terminal/paint.ts';
import { printable } from '../../terminal/printable.ts';

/**
 * Prints which service and which credentials a command with these flags would use, where they are from, and which
 * profiles there are; nothing secret. Sends nothing.
 *
 * @throws CliError when there are none, or they can't be used
 */
export async function showStatus(choice: ServiceChoice): Promise<ExitCode> {
  const here = surroundings();
  const { baseUrl, baseUrlFrom, credentials, from } = await findCredentials(choice, here);
  if (credentials === undefined) throw noCredentials();
  const { dim, bold } = styles();
  const rows = [
    ['service', printable(baseUrl), `from ${baseUrlFrom}`],
    ['credentials', describeCredentials(credentials), `from ${from}`],
    ...(await profileRows(here.file)),
  ];
  const width = Math.max(...rows.map(([, value = '']) => value.length));
  for (const [what = '', value = '', note = ''] of rows) {
    process.stdout.write(`${dim(what.padEnd(11))}  ${bold(value.padEnd(width))}  ${dim(note)}\n`);
  }
  return exitCodes.ok;
}

/** What others there are to choose from. A file that can't be used matters only to those who choose a profile. */
async function profileRows(file: string): Promise<string[][]> {
  const profiles = await readProfiles(file).catch(() => undefined);
  if (profiles === undefined) return [['profiles', printable(file), 'can not be used: see doctor']];
  return [...profiles].map(([name, { baseUrl, credentials }], index) => [
    index === 0 ? 'profiles' : '',
    name,
    `${describeCredentials(credentials)} for ${printable(baseUrl)}`,
  ]);
}

function styles(): Record<'dim' | 'bold', (text: string) => string> {
  const paint = paintFor(process.stdout);
  return { dim: (text) => paint('dim', text), bold: (text) => paint('bold', text) };
}
