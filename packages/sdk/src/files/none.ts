// There is no file system here: all that the callers ask is whether the first is there.
export const statFile: undefined = undefined;
export const readFilePart: undefined = undefined;
export const readFileChunks: undefined = undefined;
