import { DetectRegions, type Region } from '@detect-regions/sdk';

/** Finds the lines of text in the image of a page. */
export async function findLines(
  image: Uint8Array,
  client: DetectRegions = new DetectRegions(),
): Promise<Region[]> {
  const { regions } = await client.detect(image, { settings: { dsrMode: 'LineDetector' } });
  return regions;
}
