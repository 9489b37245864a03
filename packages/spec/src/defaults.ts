// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

import type { Settings } from './settings.ts';

/** What holds for each setting that is left out. */
export const defaultSettings: Readonly<Settings> = {
  language: "English",
  makeSkewCorrect: true,
  rotate: 0,
  makeBinarization: false,
  makeContrastCorrection: true,
  makeUpsampling: false,
  dsrMode: "Regions",
  dsrConfidence: "Default",
};
