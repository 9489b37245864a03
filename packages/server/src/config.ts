export { hashSecret, makeCredentials } from './auth/hashed-client.ts';
export { configEntries, logLevels } from './config/entries.ts';
export {
  type Command,
  type ConfigEntry,
  type ConfigGroup,
  configGroups,
  flagOf,
  variableOf,
} from './config/entry.ts';
export { inFlags } from './config/in-flags.ts';
export type { ConfigValue, Kind, RateLimit } from './config/kinds.ts';
export {
  type Config,
  type ConfiguredValue,
  type Environment,
  type Flags,
  readConfig,
} from './config/read-config.ts';
export { type ReportedValue, reportConfig } from './config/report.ts';
export { ServerError, type ServerErrorCode } from './errors.ts';
