import type { Size } from './geometry.ts';
import type { Region } from './region.ts';

/** What {@link rotateBack} must know of the turn. */
export interface Turn {
  /** By how many degrees the image was turned clockwise; negative for counter-clockwise. */
  readonly degrees: number;
  /** Size of the image before it was turned, in pixels. */
  readonly image: Size;
  /**
   * Size of the turned image, in pixels. Default: the smallest size that holds the image whole, as image
   * libraries make it when they turn one. Say it when yours rounds that up, crops or pads.
   */
  readonly turned?: Size;
}

/**
 * Carries a region that was found on a turned image back to the image before it was turned.
 *
 * Frames: both images have their origin in their own top left corner, x to the right, y downwards, in pixels;
 * the image was turned about its centre, and the centre of the turned image is the same point of the page.
 *
 * For a multiple of 90 degrees the result is the same rectangle, exactly. For any other angle it is the
 * bounding box of the tilted rectangle, and so larger than it. It is not cut to the image: use `clamp`.
 *
 * @param region - in pixels of the turned image
 * @param turn - the turn to undo
 * @returns the region in pixels of the image before it was turned
 * @throws RangeError when `degrees` is not a finite number, or a size is not a finite number above 0
 *
 * @example
 * ```ts
 * // A page of 600 × 800 pixels, turned by a quarter, is 800 wide: its top left corner went to the top right.
 * rotateBack({ left: 700, top: 0, right: 800, bottom: 50 }, { degrees: 90, image: { width: 600, height: 800 } });
 * // { left: 0, top: 0, right: 50, bottom: 100 }
 * ```
 */
export function rotateBack(region: Region, turn: Turn): Region {
  const { degrees, image } = turn;
  if (!Number.isFinite(degrees)) {
    throw new RangeError(`degrees: expected a finite number, clockwise, found ${degrees}`);
  }
  const cos = cosine(degrees);
  const sin = cosine(degrees - 90);
  const turned = turn.turned ?? {
    width: Math.abs(image.width * cos) + Math.abs(image.height * sin),
    height: Math.abs(image.width * sin) + Math.abs(image.height * cos),
  };
  for (const [name, size] of Object.entries({ image, turned })) {
    if (!(size.width > 0 && size.height > 0 && size.width + size.height < Infinity)) {
      throw new RangeError(`${name}: expected a width and height in pixels, finite numbers above 0`);
    }
  }

  // The corners' distances from the centre, turned counter-clockwise.
  const xs = [region.left, region.right].map((x) => x - turned.width / 2);
  const ys = [region.top, region.bottom].map((y) => y - turned.height / 2);
  const corners = xs.flatMap((x) => ys.map((y) => [x * cos + y * sin, y * cos - x * sin] as const));
  const across = corners.map(([x]) => x + image.width / 2);
  const down = corners.map(([, y]) => y + image.height / 2);
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}

/** Cosine of an angle in degrees, exact for the multiples of 90, for which `Math.cos` is not. */
function cosine(degrees: number): number {
  const angle = Math.abs(degrees % 360);
  if (angle % 90 === 0) return [1, 0, -1, 0][angle / 90] as number;
  return Math.cos((angle * Math.PI) / 180);
}
