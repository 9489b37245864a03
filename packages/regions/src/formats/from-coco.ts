import { RegionsFormatError } from '../format-error.ts';
import type { Region } from '../region.ts';
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
  const dataSet = readDataSet(text);
  const images = dataSet.images.filter((image) => imageName === undefined || image.file_name === imageName);
  const [image] = images;
  if (image === undefined || images.length > 1) {
    const which =
      imageName === undefined ? 'one image, or imageName to tell which' : 'one image of that name';
    throw new RegionsFormatError(which, `${images.length} images`);
  }
  return pageOf(image, boxesByImage(dataSet.annotations, image.id));
}

/**
 * Reads the boxes of all images of a COCO object detection data set, of every category, in the order of the data set.
 *
 * @param text - JSON text
 * @returns a page for each image, in pixels
 * @throws {@link RegionsFormatError} when the text is no such JSON; `index` tells the place, from 0, of the annotation
 * at fault
 */
export function fromCocoDataSet(text: string): PageRegions[] {
  const { images, annotations } = readDataSet(text);
  const boxes = boxesByImage(annotations);
  return images.map((image) => pageOf(image, boxes));
}

type Members = Readonly<Record<string, unknown>>;

function readDataSet(text: string): { images: Members[]; annotations: readonly unknown[] } {
  const { images, annotations } = membersOf(parseJson(text), 'an object with images and annotations');
  return {
    images: itemsOf(images, 'an array of images').map((item) =>
      membersOf(item, 'an image with id, width and height'),
    ),
    annotations: itemsOf(annotations, 'an array of annotations'),
  };
}

/**
 * The boxes of each image.
 *
 * @param only - the one image that is looked at; the boxes of others may be anything
 */
function boxesByImage(annotations: readonly unknown[], only?: unknown): Map<unknown, Region[]> {
  const boxes = new Map<unknown, Region[]>();
  for (const [index, item] of annotations.entries()) {
    const { image_id, bbox } = membersOf(item, 'an annotation with image_id and bbox', index);
    if (only !== undefined && image_id !== only) continue;
    const [left, top, width, height, ...more] = Array.isArray(bbox) ? bbox.map(finite) : [];
    if (left === undefined || top === undefined || !(width !== undefined && width >= 0)) throw noBox(index);
    if (!(height !== undefined && height >= 0) || more.length > 0) throw noBox(index);
    const those = boxes.get(image_id) ?? [];
    those.push({ left, top, right: left + width, bottom: top + height });
    boxes.set(image_id, those);
  }
  return boxes;
}

function pageOf(image: Members, boxes: ReadonlyMap<unknown, Region[]>): PageRegions {
  const size = imageSize(finite(image.width), finite(image.height));
  return named({ ...size, regions: boxes.get(image.id) ?? [] }, image.file_name);
}

function noBox(index: number): RegionsFormatError {
  return new RegionsFormatError('a bbox [x, y, width, height] of finite numbers', 'something else', index);
}
