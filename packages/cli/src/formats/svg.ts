import { dirname, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { overlaySvg } from '@detect-regions/regions';
import { type DetectedPage, type Format, type FormatContext, plainFormat } from './format.ts';
import { mediaTypeOf } from './media-type.ts';
import type { SvgImage } from './names.ts';
import { sizedPage } from './sized-page.ts';

/** The regions drawn over the page, a document a page. */
export function svg(svgImage: SvgImage): Format {
  return plainFormat({
    extension: 'svg',
    holdsMany: false,
    async page(page: DetectedPage, context: FormatContext): Promise<string> {
      const { width, height, regions } = sizedPage(page, 'an SVG');
      const image = svgImage === 'none' ? undefined : await address(svgImage, context);
      return overlaySvg({ width, height, regions, ...(image === undefined ? {} : { image }) });
    },
  });
}

async function address(how: 'embed' | 'link', { image, file }: FormatContext): Promise<string | undefined> {
  if (image === undefined) return undefined;
  if (how === 'link' && image.path !== undefined) {
    const from = file === undefined ? process.cwd() : dirname(file);
    return relativeUrl(from, image.path);
  }
  const bytes = await image.read();
  const mediaType = mediaTypeOf(bytes);
  return mediaType && `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
}

function relativeUrl(folder: string, path: string): string {
  // Between drives there is no relative path.
  const way = relative(folder, path);
  if (way === path) return pathToFileURL(path).href;
  return way.split(sep).map(encodeURIComponent).join('/');
}
