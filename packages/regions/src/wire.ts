// What goes over the wire, and no more: for whoever only sends and receives regions.
export { decodeRegions } from './decode.ts';
export { encodeRegions } from './encode.ts';
export { RegionsFormatError } from './format-error.ts';
export { parseRegions } from './parse.ts';
export type { Region } from './region.ts';
