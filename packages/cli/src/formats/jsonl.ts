import { type DetectedPage, type Format, plainFormat } from './format.ts';

/** An object `{ input, width, height, regions }` a page, each on a line of its own: what `json` has in its array. */
export const jsonl: Format = plainFormat({
  extension: 'jsonl',
  holdsMany: true,
  page({ input, width, height, regions }: DetectedPage): string {
    const edges = regions.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
    return `${JSON.stringify({ input, width, height, regions: edges })}\n`;
  },
});
