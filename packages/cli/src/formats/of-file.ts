import { basename } from 'node:path';
import { usageError } from '../report/cli-error.ts';
import { printable } from '../terminal/printable.ts';
import { type FormatName, formatFacts, formatNames } from './names.ts';

/**
 * The format that a file's ending tells; a table where there is no file, or it has no ending.
 *
 * @throws CliError (usage) for an ending that tells none, or may be of several formats
 */
export function formatOfFile(file: string | undefined): FormatName {
  const name = basename(file ?? '').toLowerCase();
  // A folder, or a name as it would be without its ending.
  if (/[\\/]$/.test(file ?? '') || !name.includes('.')) return 'table';
  const known = formatNames.find((format) =>
    formatFacts[format].endings.some((ending) => name.endsWith(`.${ending}`)),
  );
  // `a.coco.json` ends in .json, too.
  const longer = formatNames.find((format) =>
    formatFacts[format].endings.some((ending) => ending.includes('.') && name.endsWith(`.${ending}`)),
  );
  const found = longer ?? known;
  if (found !== undefined) return found;
  const ending = printable(name.slice(name.lastIndexOf('.')));
  if (ending === '.xml') {
    throw usageError(
      '.xml may be ALTO or PAGE-XML',
      'Say which: --format alto or --format page (or end the name in .alto.xml or .page.xml)',
    );
  }
  const names = formatNames.join(', ');
  throw usageError(`the ending ${ending} of --out tells no format`, `Name one: --format ${names}`);
}
