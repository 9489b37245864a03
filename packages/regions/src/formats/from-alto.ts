import { RegionsFormatError } from '../format-error.ts';
import type { PageRegions } from './page.ts';
import { decimal, imageSize, named } from './read-page.ts';
import { scanXml } from './scan-xml.ts';

/**
 * Reads the text blocks of an ALTO document of one page, of any version, in document order. The document must
 * measure in pixels (`MeasurementUnit`): other units can't be told without the image's resolution.
 *
 * @param text - XML text
 * @returns the page, in pixels
 * @throws {@link RegionsFormatError} when the text is no such document; `index` tells the place, from 0, of
 * the text block at fault
 */
export function fromAltoXml(text: string): PageRegions {
  const elements = scanXml(text);
  const called = (name: string): typeof elements => elements.filter((element) => element.name === name);
  if (elements[0]?.name !== 'alto') throw new RegionsFormatError('the element alto', 'another one');
  if (called('MeasurementUnit')[0]?.text.trim() !== 'pixel') {
    throw new RegionsFormatError('the MeasurementUnit pixel', 'another one or none');
  }
  const pages = called('Page');
  if (pages.length !== 1) throw new RegionsFormatError('one Page', `${pages.length}`);
  const regions = called('TextBlock').map(({ attributes }, index) => {
    const [left, top, width, height] = ['HPOS', 'VPOS', 'WIDTH', 'HEIGHT'].map((name) =>
      decimal(attributes.get(name)),
    );
    if (left === undefined || top === undefined || !(Number(width) >= 0 && Number(height) >= 0)) {
      throw new RegionsFormatError('HPOS, VPOS, WIDTH and HEIGHT in pixels', 'others or none', index);
    }
    return { left, top, right: left + Number(width), bottom: top + Number(height) };
  });
  const size = (name: string): number | undefined => decimal(pages[0]?.attributes.get(name));
  return named({ ...imageSize(size('WIDTH'), size('HEIGHT')), regions }, called('fileName')[0]?.text);
}
