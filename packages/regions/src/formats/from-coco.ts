import { RegionsFormatError } from '../format-error.ts';
import type { PageRegions } from './page.ts';
import { finite, imageSize, itemsOf, membersOf, named, parseJson } from './read-page.ts';

/** Which image of a data set {@link fromCoco} reads. */
export interface CocoImage {
  /** The image's `file_name`. Needed where the data set has several images. */
  readonly imageName?: string;
}

/**
 * Reads the boxes of one image from a COCO object detection data set, of every category, in the order of the
 * data set.
 *
 * @param text - JSON text
 * @returns the page, in pixels
 * @throws {@link RegionsFormatError} when the text is no such JSON, or not exactly one image fits; `index`
 * tells the place, from 0, of the annotation at fault
 */
export function fromCoco(text: string, { imageName }: CocoImage = {}): PageRegions {
  const dataSet = membersOf(parseJson(text), 'an object with images and annotations');
  const images = itemsOf(dataSet.images, 'an array of images')
    .map((item) => membersOf(item, 'an image with id, width and height'))
    .filter((image) => imageName === undefined || image.file_name === imageName);
  const [image] = images;
  if (image === undefined || images.length > 1) {
    const which =
      imageName === undefined ? 'one image, or imageName to tell which' : 'one image of that name';
    throw new RegionsFormatError(which, `${images.length} images`);
  }
  const regions = itemsOf(dataSet.annotations, 'an array of annotations').flatMap((item, index) => {
    const { image_id, bbox } = membersOf(item, 'an annotation with image_id and bbox', index);
    if (image_id !== image.id) return [];
    const [left, top, width, height, ...more] = Array.isArray(bbox) ? bbox.map(finite) : [];
    if (left === undefined || top === undefined || !(width !== undefined && width >= 0)) throw noBox(index);
    if (!(height !== undefined && height >= 0) || more.length > 0) throw noBox(index);
    return [{ left, top, right: left + width, bottom: top + height }];
  });
  return named({ ...imageSize(finite(image.width), finite(image.height)), regions }, image.file_name);
}

function noBox(index: number): RegionsFormatError {
  return new RegionsFormatError('a bbox [x, y, width, height] of finite numbers', 'something else', index);
}
