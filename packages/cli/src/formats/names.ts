/** The output formats, by the names that `--format` takes. Apart from the formats, so that `--help` loads none. */
export const formatNames = [
  'table',
  'json',
  'jsonl',
  'csv',
  'svg',
  'png',
  'hocr',
  'alto',
  'page',
  'coco',
] as const;

/** One of {@link formatNames}. */
export type FormatName = (typeof formatNames)[number];

/** What each is, in a few words, and the endings of files that are taken for it. */
export const formatFacts: Readonly<
  Record<FormatName, { readonly about: string; readonly endings: readonly string[] }>
> = {
  table: { about: 'edges and sizes in columns, to read', endings: ['txt'] },
  json: { about: 'one array of all pages', endings: ['json'] },
  jsonl: { about: 'a JSON object a page, each on a line', endings: ['jsonl', 'ndjson'] },
  csv: { about: 'a line a region, for spreadsheets', endings: ['csv'] },
  svg: { about: 'the regions drawn over the page, with tooltips', endings: ['svg'] },
  png: { about: 'the same as a picture, of PDF and TIFF too', endings: ['png'] },
  hocr: { about: 'hOCR 1.2', endings: ['hocr', 'html', 'htm', 'xhtml'] },
  alto: { about: 'ALTO 4 XML', endings: ['alto.xml', 'alto'] },
  page: { about: 'PAGE-XML 2019', endings: ['page.xml', 'page'] },
  coco: { about: 'one COCO data set of all images', endings: ['coco.json', 'coco'] },
};

/** How an SVG overlay shows the page: its bytes inside, a link to its file, or not at all. */
export const svgImages = ['embed', 'link', 'none'] as const;

/** One of {@link svgImages}. */
export type SvgImage = (typeof svgImages)[number];
