import {
  overlaySvg,
  type PageRegions,
  toAltoXml,
  toCoco,
  toCsv,
  toHocr,
  toJson,
  toPageXml,
} from '@detect-regions/regions';

/** A format in which regions can be had. */
export interface ExportFormat {
  readonly label: string;
  /** What the name of a file in it ends with. */
  readonly ending: string;
  readonly mediaType: string;
  readonly write: (page: PageRegions) => string;
}

/** All formats for regions, by the names that the command line has for them. */
export const exportFormats: Readonly<Record<string, ExportFormat>> = {
  json: { label: 'JSON', ending: '.json', mediaType: 'application/json', write: toJson },
  csv: { label: 'CSV', ending: '.csv', mediaType: 'text/csv', write: toCsv },
  hocr: { label: 'hOCR', ending: '.hocr', mediaType: 'text/html', write: toHocr },
  alto: { label: 'ALTO', ending: '.alto.xml', mediaType: 'application/xml', write: toAltoXml },
  page: {
    label: 'PAGE-XML',
    ending: '.page.xml',
    mediaType: 'application/xml',
    write: (page) => toPageXml(page),
  },
  coco: { label: 'COCO', ending: '.coco.json', mediaType: 'application/json', write: toCoco },
  svg: {
    label: 'SVG overlay',
    ending: '.svg',
    mediaType: 'image/svg+xml',
    write: ({ width, height, regions }) => overlaySvg({ width, height, regions }),
  },
};
