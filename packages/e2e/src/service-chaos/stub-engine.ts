import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DetectionEngine } from '@detect-regions/server';
import { drawn } from '../chaos/random.ts';
import { readImage } from './images.ts';

/** How long an image takes, in milliseconds, at least and at most. */
const QUICKEST = 1;
const SLOWEST = 8;

/** More than there are looks at images in a test, so that no two of them draw the same number. */
const MANY = 2 ** 31;

/**
 * An engine that takes a few milliseconds. It finds one region: its right edge tells the image, its lower edge the look at
 * it, so that two looks at the same image can be told apart by what they found.
 */
export const stubEngine: DetectionEngine = {
  async warmUp() {},
  async detect(image) {
    const { number, nature } = readImage(image);
    if (nature === 'deadly') process.kill(process.pid, 'SIGKILL');
    if (nature === 'endless') await new Promise(() => {});
    await delay(QUICKEST + (SLOWEST - QUICKEST) * drawn(`work ${number}`));
    const region = { left: 0, top: 0, right: number + 1, bottom: randomInt(1, MANY) };
    return { width: region.right, height: region.bottom, regions: [region] };
  },
};
