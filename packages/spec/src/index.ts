// Generated from openapi/detect-regions.yaml by `pnpm generate`. Do not edit.

export { findSettingProblems, type SettingProblem } from './check-settings.ts';
export { defaultSettings } from './defaults.ts';
export { type ImageFormat, imageFormats, limits, servers } from './limits.ts';
export { type OperationDescription, type OperationId, operations } from './operations.ts';
export { type SettingDescription, type Settings, settings } from './settings.ts';
export {
  type TaskStatus,
  taskStatuses,
  type ResponseStatusCode,
  responseStatusCodes,
  type DsrMode,
  dsrModes,
  type DsrConfidence,
  dsrConfidences,
  type Language,
  languages,
} from './values.ts';
