/** A kind of files, as they are looked for in folders and by globs. */
export interface FileKind {
  /** What one is called, for messages. */
  readonly noun: string;
  /** Their endings in words, for messages. */
  readonly endings: string;
  /** Whether a file is of this kind, as far as its name tells. */
  accepts(name: string): boolean;
}

/** Images that the API or the engine reads. */
export const imageFiles: FileKind = fileKind(
  'image',
  ['bmp', 'gif', 'jpg', 'jpeg', 'pdf', 'png', 'svg', 'tif', 'tiff', 'webp'],
  ['jpe', 'jfif', 'dib'],
);

/** Files that hold regions. */
export const regionFiles: FileKind = fileKind(
  'file of regions',
  ['json', 'jsonl', 'xml'],
  ['ndjson', 'alto', 'page'],
);

/** @param rare - endings that are accepted, and of which users are not told */
function fileKind(noun: string, endings: readonly string[], rare: readonly string[]): FileKind {
  const pattern = new RegExp(`\\.(?:${[...endings, ...rare].join('|')})$`, 'i');
  return {
    noun,
    endings: endings.map((ending) => `.${ending}`).join(', '),
    accepts: (name) => pattern.test(name),
  };
}
