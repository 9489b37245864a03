export type { ClientCredentials } from './auth/clients.ts';
export { ServerError, type ServerErrorCode } from './errors.ts';
export type { Log, LogEntry } from './log.ts';
export type { Limits, ServerOptions } from './options.ts';
export { type RunningServer, startServer } from './server.ts';
export type { DetectionEngine, DetectionResult } from './worker.ts';
