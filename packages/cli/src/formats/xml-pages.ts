import { type PageRegions, toAltoXml, toHocr, toPageXml } from '@detect-regions/regions';
import { type DetectedPage, type Format, plainFormat } from './format.ts';
import { sizedPage } from './sized-page.ts';

/** hOCR 1.2, a document a page. */
export const hocr: Format = xmlPages('hocr', 'hOCR', toHocr);

/** ALTO 4, a document a page. */
export const alto: Format = xmlPages('alto.xml', 'ALTO', toAltoXml);

/** PAGE-XML 2019, a document a page. */
export const page: Format = xmlPages('page.xml', 'PAGE-XML', (regions) => toPageXml(regions));

function xmlPages(extension: string, title: string, write: (page: PageRegions) => string): Format {
  return plainFormat({
    extension,
    holdsMany: false,
    page: (detected: DetectedPage) => write(sizedPage(detected, title)),
  });
}
