/** How large the picture says it is, in pixels. */
export const pictureSize = { width: 300, height: 200 } as const;

/** Length of a usual picture in bytes: more than the SDK sends in one piece. */
export const pictureLength = 600_000;

/** Bytes that begin like a PNG of 300 × 200 pixels and go on with something that no two blocks share. */
export function picture(length: number = pictureLength): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = (index * 31 + (index >> 8)) & 255;
  bytes.set([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, pictureSize.width);
  view.setUint32(20, pictureSize.height);
  return bytes;
}

/** SHA-256 in hexadecimal, by Web Crypto. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
