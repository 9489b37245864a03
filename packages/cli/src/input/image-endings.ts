/** Endings of the image formats that the API or the engine reads, as they are listed to users. */
const endings = ['bmp', 'gif', 'jpg', 'jpeg', 'pdf', 'png', 'svg', 'tif', 'tiff', 'webp'] as const;

const pattern = new RegExp(`\\.(?:${endings.join('|')}|jpe|jfif|dib)$`, 'i');

/** The endings of images in words, for messages. */
export const imageEndings: string = endings.map((ending) => `.${ending}`).join(', ');

/** Whether a file is an image, as far as its name tells. */
export function isImageName(name: string): boolean {
  return pattern.test(name);
}
