/** The longer side of a small picture, in pixels: twice that at which it is shown, for fine screens. */
const longSide = 112;

/** A small copy of a picture; `undefined` when it can't be made. */
export async function makeThumbnail(picture: string): Promise<Blob | undefined> {
  const image = new Image();
  image.src = picture;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, longSide / Math.max(naturalWidth, naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp'));
  return small ?? undefined;
}
