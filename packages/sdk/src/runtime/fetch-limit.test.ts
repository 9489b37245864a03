import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { TimeoutError } from '../errors/index.ts';
import { fetchLimit } from '../send.ts';
import { completed } from '../testing/loopback.ts';
import { client, service, tokenGiven, useService } from '../testing/service.ts';
import { thrownBy } from '../testing/thrown.ts';

useService();

const slot = Symbol.for(
  `undici.globalDispatcher.${Number.parseInt(process.versions.undici ?? '', 10) < 8 ? 1 : 2}`,
);
const globals = globalThis as unknown as Record<symbol, object>;

describe('the limit that fetch has of its own', () => {
  let usual: object;
  beforeEach(() => {
    // Any of its classes loads it.
    expect(typeof Response).toBe('function');
    usual = globals[slot] as object;
    // As after five minutes, but at once.
    const Agent = usual.constructor as new (options: object) => object;
    globals[slot] = new Agent({ headersTimeout: 1, bodyTimeout: 1 });
  });
  afterEach(() => {
    globals[slot] = usual;
  });

  it('does not end a request before a requestTimeout that is longer', async () => {
    let answer = (): void => {};
    const given = new Promise<void>((resolve) => {
      answer = resolve;
    });
    service.answer('getDetectRegions', async (request, response) => {
      await given;
      await completed(request, response);
    });
    const made = client({
      ...tokenGiven,
      requestTimeout: fetchLimit + 1,
      clock: systemClock,
      deadline: Infinity,
    });
    const result = made.task('t').result();
    // The same request without our doing runs into the limit while ours waits on.
    const limited = await fetch(`${service.url}/v5.0/ocr/DetectRegions?id=t`).catch(({ cause }) => cause);
    expect(limited).toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    answer();
    expect(await result).toMatchObject({ status: 'completed' });
    expect(service.count('getDetectRegions')).toBe(2);
  });

  it('is told as what it is where it comes first', async () => {
    service.answer('getDetectRegions', () => {});
    const options = { ...tokenGiven, requestTimeout: fetchLimit, clock: systemClock, maxRetries: 0 };
    const made = client({ ...options, deadline: Infinity });
    const error = await thrownBy(TimeoutError, () => made.task('t').result());
    expect(error).toMatchObject({ taskId: 't', operation: 'getDetectRegions', retryable: true });
    expect(error.message).toContain('UND_ERR_HEADERS_TIMEOUT');
  });
});
