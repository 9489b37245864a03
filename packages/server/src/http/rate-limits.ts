import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RateLimit } from '../config/kinds.ts';
import { Problem } from './problem.ts';

/** What is limited. */
export interface RateLimitOptions {
  /** Requests of a client, and token requests of an address; undefined: as many as they like. */
  readonly rateLimit: RateLimit | undefined;
  /** Wrong secrets for one client from one address in a minute. */
  readonly tokenFailures: number;
  /** Where the counts are kept when several servers share them, and how their keys begin. Default: in this process. */
  readonly shared?: { readonly client: Redis; readonly prefix: string };
}

/** For how long wrong secrets are remembered, in seconds. */
const FAILURE_SECONDS = 60;

/** How many times as many wrong secrets one address may send, for all clients together: several may sit behind it. */
const CLIENTS_OF_AN_ADDRESS = 10;

/** Tokens for the playground that an address may ask for in {@link SIGN_IN_SECONDS}: a page asks once when it is opened. */
const SIGN_INS = 60;

const SIGN_IN_SECONDS = 60;

/** Counts requests, and refuses with 429 those that are too many. */
export class RateLimits {
  readonly #clients: RateLimiterAbstract | undefined;
  readonly #addresses: RateLimiterAbstract | undefined;
  readonly #failuresOfClient: RateLimiterAbstract;
  readonly #failuresOfAddress: RateLimiterAbstract;
  readonly #signIns: RateLimiterAbstract;

  constructor({ rateLimit, tokenFailures, shared }: RateLimitOptions) {
    const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
      const options = { keyPrefix: `${shared?.prefix ?? ''}:rate:${name}`, points, duration };
      const inMemory = new RateLimiterMemory(options);
      // Counted in this process while Redis is away.
      return shared
        ? new RateLimiterRedis({ ...options, storeClient: shared.client, insuranceLimiter: inMemory })
        : inMemory;
    };
    if (rateLimit) {
      this.#clients = limiter('client', rateLimit.requests, rateLimit.seconds);
      this.#addresses = limiter('address', rateLimit.requests, rateLimit.seconds);
    }
    this.#failuresOfClient = limiter('wrong-client', tokenFailures, FAILURE_SECONDS);
    this.#failuresOfAddress = limiter(
      'wrong-address',
      tokenFailures * CLIENTS_OF_AN_ADDRESS,
      FAILURE_SECONDS,
    );
    this.#signIns = limiter('sign-in', SIGN_INS, SIGN_IN_SECONDS);
  }

  /**
   * Counts a request of a client.
   *
   * @throws Problem 429
   */
  async countClient(clientId: string): Promise<void> {
    await consume(this.#clients, clientId, 'This client sends too many requests.');
  }

  /**
   * Counts a token request of an address.
   *
   * @throws Problem 429
   */
  async countAddress(address: string): Promise<void> {
    await consume(this.#addresses, address, 'This address sends too many requests.');
  }

  /**
   * Counts a token that the playground asks for.
   *
   * @throws Problem 429
   */
  async countSignIn(address: string): Promise<void> {
    await consume(this.#signIns, address, 'The playground was opened too often.');
  }

  /**
   * Makes sure that an address has not sent too many wrong secrets just now.
   *
   * @throws Problem 429, also for the right secret: or else guessing could go on
   */
  async checkFailures(address: string, clientId: string): Promise<void> {
    await check(this.#failuresOfClient, pair(address, clientId));
    await check(this.#failuresOfAddress, address);
  }

  /** Counts a wrong secret. */
  async countFailure(address: string, clientId: string): Promise<void> {
    await this.#failuresOfClient.penalty(pair(address, clientId));
    await this.#failuresOfAddress.penalty(address);
  }
}

/** A short key: the id comes from a stranger, and may be long. */
function pair(address: string, clientId: string): string {
  return createHash('sha256').update(`${address} ${clientId}`).digest('base64url');
}

async function consume(limiter: RateLimiterAbstract | undefined, key: string, reason: string): Promise<void> {
  try {
    await limiter?.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw tooMany(reason, error.msBeforeNext);
    throw error;
  }
}

async function check(limiter: RateLimiterAbstract, key: string): Promise<void> {
  const counted = await limiter.get(key);
  if (counted && counted.consumedPoints >= limiter.points) {
    throw tooMany('Too many wrong secrets came from this address.', counted.msBeforeNext);
  }
}

/** @param wait - until there is room again, in milliseconds */
function tooMany(reason: string, wait: number): Problem {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return new Problem(429, `${reason} Try again in ${seconds} s.`, { 'retry-after': String(seconds) });
}
