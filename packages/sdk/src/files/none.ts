import type { ImageSource } from '../image/source.ts';

/** There is no file system here. */
export const openFile: ((path: string | URL) => ImageSource) | undefined = undefined;
