import { toCoco } from '@detect-regions/regions';
import type { DetectedPage, Format, OpenDocument } from './format.ts';
import { sizedPage } from './sized-page.ts';

/** What is renumbered when data sets of one image each become one. */
interface DataSet {
  readonly images: readonly { readonly id: number }[];
  readonly annotations: readonly { readonly id: number; readonly image_id: number }[];
  readonly [member: string]: unknown;
}

/** One COCO data set for all images. */
export const coco: Format = {
  extension: 'coco.json',
  holdsMany: true,
  isBinary: false,
  open: openCoco,
};

/** Annotations are written as they come; images, of which there are fewer, at the end. */
function openCoco(): OpenDocument {
  const images: string[] = [];
  let annotations = 0;
  return {
    start: '{"annotations":[',
    page(page: DetectedPage): string {
      const dataSet = JSON.parse(toCoco(sizedPage(page, 'COCO'))) as DataSet;
      const id = images.length + 1;
      images.push(...dataSet.images.map((image) => JSON.stringify({ ...image, id })));
      const lines = dataSet.annotations.map((annotation) => {
        annotations += 1;
        const before = annotations === 1 ? '\n' : ',\n';
        return before + JSON.stringify({ ...annotation, id: annotations, image_id: id });
      });
      return lines.join('');
    },
    end(): string {
      // All but the lists is the same in every data set.
      const { info, licenses, categories } = JSON.parse(
        toCoco({ width: 1, height: 1, regions: [] }),
      ) as DataSet;
      const rest = JSON.stringify({ categories, info, licenses }).slice(1);
      return `\n],\n"images":[\n${images.join(',\n')}\n],\n${rest}\n`;
    },
  };
}
