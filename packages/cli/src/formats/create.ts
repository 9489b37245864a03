import { coco } from './coco.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import type { FormatName, SvgImage } from './names.ts';
import { png } from './png.ts';
import { svg } from './svg.ts';
import { table } from './table.ts';
import { alto, hocr, page } from './xml-pages.ts';

/** The format of that name. */
export function createFormat(name: FormatName, svgImage: SvgImage): Format {
  const formats: Readonly<Record<FormatName, Format>> = {
    table,
    json,
    jsonl,
    csv,
    svg: svg(svgImage),
    png,
    hocr,
    alto,
    page,
    coco,
  };
  return formats[name];
}
