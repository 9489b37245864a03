import autocannon from 'autocannon';

/** What a load gave. */
export interface LoadResult {
  /** Answers with 200 a second, on average. */
  readonly rate: number;
  /** The time under which 99 of 100 answers came, in milliseconds. */
  readonly p99: number;
}

/** What to send, and from how many connections. */
export interface LoadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Sends a request as often as it is answered, from each connection.
 *
 * @throws Error when any answer was not 200, or none came
 */
export async function load({ body, connections, seconds, ...request }: LoadRequest): Promise<LoadResult> {
  const result = await autocannon({
    ...request,
    ...(body === undefined ? {} : { method: 'POST', body }),
    connections,
    duration: seconds,
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0) throw new Error(`${bad} of ${result.requests.total} requests were not answered with 200`);
  return { rate: result.requests.average, p99: result.latency.p99 };
}
