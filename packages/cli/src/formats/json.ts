import { type DetectedPage, type Format, plainFormat } from './format.ts';

/**
 * An array of `{ input, width, height, regions }`, always an array, also for one image. A region stands on a
 * line of its own, so that the text can be read and compared line by line.
 */
export const json: Format = plainFormat({
  extension: 'json',
  holdsMany: true,
  start: '[',
  between: ',',
  end: '\n]\n',
  page({ input, width, height, regions }: DetectedPage): string {
    const lines = regions.map(
      ({ left, top, right, bottom }) =>
        `\n      { "left": ${left}, "top": ${top}, "right": ${right}, "bottom": ${bottom} }`,
    );
    const list = lines.length === 0 ? '[]' : `[${lines.join(',')}\n    ]`;
    const members = [
      `"input": ${JSON.stringify(input)}`,
      `"width": ${width}`,
      `"height": ${height}`,
      `"regions": ${list}`,
    ];
    return `\n  {\n    ${members.join(',\n    ')}\n  }`;
  },
});
