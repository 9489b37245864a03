export type { ClientCredentials } from './auth/clients.ts';
export { type HashedClient, hashSecret, makeCredentials } from './auth/hashed-client.ts';
export type { RateLimit } from './config/kinds.ts';
export { ServerError, type ServerErrorCode } from './errors.ts';
export type { Log, LogEntry } from './log.ts';
export type { CorsOptions, Limits, MetricsAddress, ServerOptions, TlsFiles } from './options.ts';
export { type RunningServer, startServer } from './server.ts';
export type { DetectionEngine, DetectionResult } from './worker.ts';
