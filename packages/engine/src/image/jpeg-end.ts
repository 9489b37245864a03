/** Markers of JPEG (ITU-T T.81, table B.1). */
const FILL = 0xff;
const STUFFED = 0x00;
const TEMPORARY = 0x01;
const FIRST_RESTART = 0xd0;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;

/**
 * Whether a JPEG goes on up to the mark of its end; what stands behind it, such as a film or another picture, doesn't
 * matter. The decoder overlooks that the last scans of a progressive JPEG are missing.
 *
 * @param bytes - a file that begins as a JPEG does
 */
export function reachesJpegEnd(bytes: Uint8Array): boolean {
  let at = bytes.indexOf(FILL);
  while (at >= 0) {
    const marker = bytes[at + 1];
    if (marker === END_OF_IMAGE) return true;
    if (marker === FILL) at += 1;
    else if (isAlone(marker)) at += 2;
    // A segment, such as EXIF with a small JPEG in it, says how long it is.
    else at += 2 + 256 * (bytes[at + 2] ?? Infinity) + (bytes[at + 3] ?? Infinity);
    at = at < bytes.length ? bytes.indexOf(FILL, at) : -1;
  }
  return false;
}

/** Whether no segment follows: a byte of the picture, a restart, the beginning. */
function isAlone(marker: number | undefined): boolean {
  if (marker === STUFFED || marker === TEMPORARY || marker === undefined) return true;
  return marker >= FIRST_RESTART && marker <= START_OF_IMAGE;
}
