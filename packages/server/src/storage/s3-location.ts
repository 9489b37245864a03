import { ServerError } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';

/** Where images are in storage that speaks S3. */
export interface S3Location {
  /** Scheme, host and port of the server. */
  readonly endpoint: URL;
  readonly region: string;
  readonly bucket: string;
  /** What the keys of all images start with: empty, or with a slash at the end. */
  readonly prefix: string;
}

const BUCKET = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;
const PREFIX = /^([\w-]+\/)*$/;
const REGION = /^[a-z\d-]{1,50}$/;
const PARAMETERS = ['endpoint', 'region'];

/**
 * Reads `s3://BUCKET/PREFIX?endpoint=URL&region=NAME`. Without `endpoint` the bucket is at Amazon; the region is
 * `us-east-1` unless it is given.
 *
 * @throws ServerError `invalid-options`
 */
export function parseS3Url(text: string): S3Location {
  const url = URL.parse(text);
  if (url?.protocol !== 's3:')
    throw invalid('must be like s3://bucket/prefix?endpoint=https://host&region=name.');
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') {
    throw invalid(
      'must have nothing but a bucket, a prefix and parameters; credentials are read from AWS_ACCESS_KEY_ID and ' +
        'AWS_SECRET_ACCESS_KEY.',
    );
  }
  const bucket = url.hostname;
  if (!BUCKET.test(bucket)) {
    throw invalid('must name a bucket: 3 to 63 lower-case letters, digits, dots and hyphens.');
  }
  const path = url.pathname.replace(/^\/|\/$/g, '');
  const prefix = path === '' ? '' : `${path}/`;
  if (!PREFIX.test(prefix)) {
    throw invalid(
      'must have a prefix of letters, digits, hyphens and underscores, with single slashes between.',
    );
  }
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.includes(name))
      throw invalid(`has the parameter ${name}; there are ${PARAMETERS.join(' and ')}.`);
  }
  const region = url.searchParams.get('region') ?? 'us-east-1';
  if (!REGION.test(region)) throw invalid('must have a region like eu-central-1.');
  return { endpoint: parseEndpoint(url.searchParams.get('endpoint'), region), region, bucket, prefix };
}

function parseEndpoint(given: string | null, region: string): URL {
  if (given === null) return new URL(`https://s3.${region}.amazonaws.com`);
  const endpoint = URL.parse(given);
  if (!endpoint || endpoint.href !== `${endpoint.origin}/` || !/^https?:$/.test(endpoint.protocol)) {
    throw invalid('must have an endpoint like https://host or https://host:port, with nothing behind.');
  }
  if (endpoint.protocol === 'http:' && !isLoopback(endpoint.hostname.replace(/^\[|\]$/g, ''))) {
    throw invalid('must have an endpoint with https: only on this machine is http enough.');
  }
  return endpoint;
}

/** The URL stays out of the message: somebody may have put a secret into it. */
function invalid(message: string): ServerError {
  return new ServerError('invalid-options', `images ${message}`);
}
