import type { ClientCredentials } from './auth/clients.ts';
import type { HashedClient } from './auth/hashed-client.ts';
import type { RateLimit } from './config/kinds.ts';
import type { Log } from './log.ts';
import type { DetectionEngine } from './worker.ts';

/** How a server is set up. Everything has a default. */
export interface ServerOptions {
  /**
   * The address to listen on. Default `127.0.0.1`; others than loopback need {@link ServerOptions.tls} or
   * {@link ServerOptions.behindProxy}.
   */
  readonly host?: string | undefined;
  /** The port to listen on; 0 takes a free one. Default: that of the spec's local server. */
  readonly port?: number | undefined;
  /**
   * Says that a proxy stands in front and adds TLS. Allows a host that isn't loopback, and takes the address of a caller
   * from the last entry of `X-Forwarded-For`, which the proxy must set. Default false.
   */
  readonly behindProxy?: boolean | undefined;
  /** Makes the server speak HTTPS (TLS 1.2 or newer). Default: plain HTTP. */
  readonly tls?: TlsFiles | undefined;
  /** Lets web pages of other origins call the service. Default: none may. */
  readonly cors?: CorsOptions | undefined;
  /**
   * Whether there is a web page at `/`, the playground. On loopback without {@link ServerOptions.clients} it needs no
   * credentials: then all who can open a connection to the port may use the service through it. Default true.
   */
  readonly playground?: boolean | undefined;
  /**
   * The clients that may get tokens, by their secrets or by the hashes of them. Default: one is made up; see
   * `RunningServer.credentials`.
   */
  readonly clients?: readonly (ClientCredentials | HashedClient)[] | undefined;
  /**
   * How many requests a client may send, and how many token requests an address; what is beyond is answered with 429.
   * Default: as many as they like.
   */
  readonly rateLimit?: RateLimit | undefined;
  /**
   * What finds the regions. Default: `createEngineThread({ background: true })` of `@detect-regions/engine`, closed
   * with the server; one that is given stays open.
   */
  readonly engine?: DetectionEngine | undefined;
  /** How many images are given to the engine at the same time. Default 1: the engine uses all cores for one. */
  readonly concurrency?: number | undefined;
  /** For how long a token is good, in seconds. Default: `limits.tokenSeconds` of the spec, an hour. */
  readonly tokenLifetimeSeconds?: number | undefined;
  /** For how long the result of a task is kept after it ended, in seconds. Default: `limits.resultSeconds` of the spec, a day. */
  readonly resultLifetimeSeconds?: number | undefined;
  /** What strangers may use up. */
  readonly limits?: Partial<Limits> | undefined;
  /**
   * A port of their own for `/metrics`, `/healthz` and `/readyz`, in plain HTTP and for all that can reach it. Default:
   * `/metrics` is on the service's own port where only this machine can ask, and nowhere else.
   */
  readonly metrics?: MetricsAddress | undefined;
  /**
   * The folder that tasks, results, images and the signing key are kept in, so that a restart loses nothing. It is made
   * when it isn't there, and can be used by one server at a time. Default: all is kept in memory, and lost with the
   * process.
   */
  readonly data?: string | undefined;
  /**
   * A `redis://` or `rediss://` URL: tasks and results are kept there, and several servers and workers may share them.
   * They must all see the same images, and the servers have the same `signingKey` and `clients`. Default: the queue is
   * embedded.
   */
  readonly queue?: string | undefined;
  /**
   * Where images wait for a worker: a folder, or `s3://bucket/prefix?endpoint=…&region=…` with the credentials in
   * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`. Default: in `data`, or else in memory.
   */
  readonly images?: string | undefined;
  /**
   * The key that tokens are signed with: 32 bytes or more, in Base64. Default: the one that is kept in `data`, or one
   * made up for this run.
   */
  readonly signingKey?: string | undefined;
  /**
   * Whether the process is the server's alone. Then its global `Request` and `Response` are replaced by lighter ones, and
   * small calls are answered half again as fast. Default false: a program that has a server within keeps its own.
   */
  readonly ownsProcess?: boolean | undefined;
  /** Receives what happens, for a log. Default: nothing is logged. */
  readonly log?: Log | undefined;
  /** The time, in milliseconds since 1970, that tokens and results age by. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** The files that a server needs for HTTPS, both as PEM. */
export interface TlsFiles {
  /** The certificate, and those that lead to its root. */
  readonly certFile: string;
  /** The private key of the certificate. */
  readonly keyFile: string;
}

/** Whose web pages may call the service. */
export interface CorsOptions {
  /** Exact origins, such as `https://app.example.com`; there are no wildcards. */
  readonly origins: readonly string[];
}

/** Where metrics are served. */
export interface MetricsAddress {
  /** The port; 0 takes a free one. */
  readonly port: number;
  /** The address. Default `127.0.0.1`. */
  readonly host?: string | undefined;
}

/** What strangers may use up. A request beyond is refused with 413, 429 or 503, or its connection is closed. */
export interface Limits {
  /** Bytes of an image, decoded. Default: `limits.imageBytes` of the spec, 100 MiB. */
  readonly imageBytes: number;
  /** Bytes of all images that wait, and of those that are just coming in. Default 1 GiB. */
  readonly storedBytes: number;
  /** Images that are coming in at the same time. Default 200. */
  readonly uploads: number;
  /** Of these, so many from one client: so no one takes them all. Default 100. */
  readonly uploadsPerClient: number;
  /** Tasks that wait. Default 1,000. */
  readonly pendingTasks: number;
  /**
   * Ended tasks that are kept; beyond, the one that ended first is forgotten early. Default 10,000 in memory, or else
   * 1,000,000.
   */
  readonly finishedTasks: number;
  /** Wrong secrets for one client from one address in a minute; for all clients together ten times as many. Default 10. */
  readonly tokenFailures: number;
  /** Connections at a time. Default 1,000. */
  readonly connections: number;
  /** Seconds for the headers of a request. Default 10. */
  readonly headersSeconds: number;
  /** Seconds for a whole request, its body included. Default 300. */
  readonly requestSeconds: number;
  /** Seconds that a stop waits for requests under way. Default 10. */
  readonly stopSeconds: number;
  /** Pixels of an image. Default 100,000,000. An {@link ServerOptions.engine} that is given has limits of its own. */
  readonly pixels: number;
  /** Seconds that the engine may take for an image. Default 60; not for an engine that is given, either. */
  readonly pageSeconds: number;
}

/** Options with their defaults, but for those that are made when the server starts. */
export interface ResolvedOptions
  extends Pick<ServerOptions, 'tls' | 'cors' | 'rateLimit' | 'metrics' | 'clients'> {
  readonly host: string;
  readonly port: number;
  readonly behindProxy: boolean;
  readonly playground: boolean;
  readonly concurrency: number;
  readonly tokenLifetimeSeconds: number;
  readonly resultLifetimeSeconds: number;
  readonly data: string | undefined;
  readonly queue: string | undefined;
  readonly images: string | undefined;
  readonly signingKey: Uint8Array | undefined;
  readonly limits: Limits;
  readonly ownsProcess: boolean;
  readonly now: () => number;
}
