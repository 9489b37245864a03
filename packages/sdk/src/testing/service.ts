import { afterEach, beforeEach, vi } from 'vitest';
import { DetectRegions } from '../client.ts';
import type { DetectRegionsEvent } from '../events.ts';
import type { DetectRegionsOptions } from '../options.ts';
import { fastClock } from './fast-clock.ts';
import { type Loopback, startLoopback } from './loopback.ts';

/** The server of the test that runs. */
export let service: Loopback;
/** What the clients of the test that runs have told. */
export let events: DetectRegionsEvent[];

/** Gives each test of a file a server of its own, and an environment without credentials. */
export function useService(): void {
  beforeEach(async () => {
    service = await startLoopback();
    events = [];
    for (const name of ['BASE_URL', 'CLIENT_ID', 'CLIENT_SECRET', 'ACCESS_TOKEN']) {
      vi.stubEnv(`DETECT_REGIONS_${name}`, undefined);
    }
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await service.close();
  });
}

/** A client of the test's server, for which time runs fast. */
export function client(options: DetectRegionsOptions = {}): DetectRegions {
  // What a client tells after its test is over is no matter of the next one.
  const told = events;
  return new DetectRegions({
    baseUrl: service.url,
    clientId: 'id',
    clientSecret: 's3cret',
    clock: fastClock,
    // Five times the default: time runs fast, but a busy machine does not.
    requestTimeout: 300_000,
    deadline: 1_500_000,
    onEvent: (event) => told.push(event),
    ...options,
  });
}

/** Options for a client that needs no token request. */
export const tokenGiven: DetectRegionsOptions = {
  accessToken: 'mine',
  clientId: undefined,
  clientSecret: undefined,
};
