import type { ColourRaster } from '../image/raster.ts';
import { resize } from '../image/resize.ts';
import { findTextBoxes } from './boxes.ts';
import type { ProbabilityMap } from './components.ts';
import type { Detector } from './detector.ts';
import { findTextInStrips } from './strips.ts';
import { scaleTextBox, type TextBox } from './text-box.ts';

/**
 * Boxes of text on an image that the detector sees at another size.
 *
 * @param factor - from the image to what the detector sees
 * @param boxThreshold - boxes with a lower score are dropped, from 0 to 1
 * @param onMap - is given what the detector saw, and what it answered
 * @returns boxes in pixels of the image
 */
export async function searchText(
  image: ColourRaster,
  factor: number,
  detector: Detector,
  boxThreshold: number,
  onMap?: (seen: ColourRaster, map: ProbabilityMap) => void,
): Promise<TextBox[]> {
  const width = Math.max(1, Math.round(factor * image.width));
  const height = Math.max(1, Math.round(factor * image.height));
  const scaled = await resize(image, width, height);
  const map = await findTextInStrips(scaled, (strip) => detector.findText(strip));
  onMap?.(scaled, map);
  return findTextBoxes(map, boxThreshold).map((box) =>
    scaleTextBox(box, image.width / width, image.height / height),
  );
}
