import type { Region } from '@detect-regions/regions';
import type { OperationId, Settings } from '@detect-regions/spec';
import type { Talk } from './talk.ts';

/** An id and a secret that a service gives tokens for. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How a task ends: with regions, or with a failure. */
export type Outcome =
  | { readonly regions: readonly Region[]; readonly warnings?: readonly string[] }
  | { readonly fails: true };

/** How a service is set up. Everything has the service's own default. */
export interface Setup {
  /** Bytes that an image may have, decoded. */
  readonly imageBytes?: number;
  /** Tasks that may wait. */
  readonly pendingTasks?: number;
}

/** A service that runs, and what a case may do to it from behind. */
export interface Service extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly clients: readonly [ClientCredentials, ClientCredentials];
  /** What the oldest task that has not ended shall be done with. */
  asked(): Promise<Partial<Settings>>;
  /** Ends the oldest task that has not ended; its next polls may still find it at work. */
  ends(outcome: Outcome): Promise<void>;
  /** Lets so many seconds go by, for the service's clock. */
  passes(seconds: number): void;
  /**
   * Has the calls from now on answered with that status, which no request brings about.
   *
   * @returns false where this service cannot be brought to it
   */
  forces(operation: OperationId, status: number): boolean;
}

/** Something that speaks the API. */
export interface Target {
  readonly name: 'msw' | 'server';
  /**
   * Answers of the description that this service never gives, and why: by status, or by operation
   * and status, or by member and value. What is missing here and seen nowhere is a failure.
   */
  readonly never: Readonly<Record<string, string>>;
  /** Starts a service that remembers nothing. */
  start(setup: Setup): Promise<Service>;
}

/** One thing that whatever speaks the API must do. */
export interface Case {
  readonly title: string;
  /** Who needs it. */
  readonly why: string;
  /** The services that it is asked of, where not of all. */
  readonly on?: readonly Target['name'][];
  readonly setup?: Setup;
  /** Throws where the service does otherwise. */
  run(talk: Talk): Promise<void>;
}

/** What a service does otherwise than the description, or than a case. */
export interface Failure {
  readonly title: string;
  readonly problem: string;
}
