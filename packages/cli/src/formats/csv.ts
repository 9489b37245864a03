import { toCsv } from '@detect-regions/regions';
import { type DetectedPage, type Format, plainFormat } from './format.ts';

const HEADER = 'image,order,left,top,right,bottom\r\n';

/** A line a region (RFC 4180), under one header for all pages. */
export const csv: Format = plainFormat({
  extension: 'csv',
  holdsMany: true,
  start: HEADER,
  page({ input, regions }: DetectedPage): string {
    const table = toCsv({ regions, ...(input === '-' ? {} : { imageName: input }) });
    return table.slice(HEADER.length);
  },
});
