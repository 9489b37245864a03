import type { Format } from './format.ts';
import { json } from './json.ts';
import type { FormatName, SvgImage } from './names.ts';
import { svg } from './svg.ts';
import { table } from './table.ts';

/** The format of that name. */
export function createFormat(name: FormatName, svgImage: SvgImage): Format {
  switch (name) {
    case 'table':
      return table;
    case 'json':
      return json;
    case 'svg':
      return svg(svgImage);
  }
}

/** The format that a file's ending tells; a table where it tells none. */
export function formatOfFile(file: string | undefined): FormatName {
  if (file?.toLowerCase().endsWith('.json')) return 'json';
  if (file?.toLowerCase().endsWith('.svg')) return 'svg';
  return 'table';
}
