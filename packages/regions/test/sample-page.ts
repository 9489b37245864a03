import type { PageRegions } from '../src/index.ts';

/** Two columns under a heading, with what formats stumble over: marks in the name, a fraction, an overrun. */
export const samplePage: PageRegions = {
  width: 696,
  height: 439,
  imageName: `R&D "Müller's" <1>; 😀.png`,
  regions: [
    { left: 0, top: 8, right: 697, bottom: 60 },
    { left: 10, top: 70.5, right: 340, bottom: 420 },
    { left: 356, top: 70, right: 690.25, bottom: 441 },
  ],
};

/** The smallest page there is: no regions, no name. */
export const emptyPage: PageRegions = { width: 1, height: 1, regions: [] };
