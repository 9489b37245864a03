import { formatBytes, formatSeconds, parseBytes, parseSeconds } from './units.ts';

/** What an option can be. */
export type ConfigValue = string | number | boolean | readonly string[] | RateLimit | undefined;

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** How the values of an option are read, checked and written. */
export interface Kind {
  /** What stands for a value on a command line, such as `size`; undefined for a flag without a value. */
  readonly placeholder: string | undefined;
  /** The words that are accepted, where those are all. */
  readonly words?: readonly string[];
  /** What is accepted as text, for a message: `must be …`. */
  readonly accepted: string;
  /** What is accepted from a program, for a message: `must be …`. */
  readonly acceptedValue: string;
  /** Whether a flag may be given several times; a variable then has the values with spaces between. */
  readonly repeatable?: boolean;
  /** Reads a text; undefined when it is not accepted. */
  parse(text: string): ConfigValue;
  /** Whether a program may give this value. */
  check(value: unknown): boolean;
  /** Words a value so that it could be parsed. */
  format(value: ConfigValue): string;
}

const isAmount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0;
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const WHOLE_NUMBER = 'a whole number above 0';
const A_TEXT = 'a text that is not empty';

/** A text as it is, such as an address. */
export function text(placeholder: string, accepted: string = A_TEXT): Kind {
  return {
    placeholder,
    accepted,
    acceptedValue: accepted,
    parse: (given) => given,
    check: isText,
    format: String,
  };
}

/** Several texts. */
export function texts(placeholder: string, accepted: string): Kind {
  return {
    placeholder,
    accepted,
    acceptedValue: `a list of texts: each ${accepted}`,
    repeatable: true,
    parse: (given) => given.split(/\s+/).filter((part) => part !== ''),
    check: isList,
    format: (value) => (value as readonly string[]).join(' '),
  };
}

/** The address of a Redis. */
export const redisUrl: Kind = {
  ...text('url', 'a redis:// or rediss:// URL'),
  parse: (given) => (isRedisUrl(given) ? given : undefined),
  check: isRedisUrl,
};

function isRedisUrl(value: unknown): boolean {
  return typeof value === 'string' && /^rediss?:$/.test(URL.parse(value)?.protocol ?? '');
}

/** How many bytes a key of HMAC SHA-256 needs: as many as the hash has. */
const KEY_BYTES = 32;

/** A key, as Base64. */
export const key: Kind = {
  ...text('key', `${KEY_BYTES} bytes or more in Base64, as "openssl rand -base64 ${KEY_BYTES}" makes them`),
  parse: (given) => (isKey(given) ? given : undefined),
  check: isKey,
};

function isKey(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[\w+/-]+={0,2}$/.test(value)) return false;
  return Buffer.from(value, 'base64').byteLength >= KEY_BYTES;
}

/** A port of TCP. */
export const port: Kind = {
  placeholder: 'number',
  accepted: 'a whole number from 0 to 65535',
  acceptedValue: 'a whole number from 0 to 65535',
  parse: (given) => (/^\d{1,5}$/.test(given) && Number(given) <= 65_535 ? Number(given) : undefined),
  check: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535,
  format: String,
};

/** How many. */
export const count: Kind = {
  placeholder: 'number',
  accepted: WHOLE_NUMBER,
  acceptedValue: WHOLE_NUMBER,
  parse: (given) => (/^\d{1,15}$/.test(given) && Number(given) > 0 ? Number(given) : undefined),
  check: isAmount,
  format: String,
};

/** Bytes. */
export const bytes: Kind = {
  placeholder: 'size',
  accepted: 'a size such as 100MiB, 2GB or a number of bytes',
  acceptedValue: WHOLE_NUMBER,
  parse: (given) => parseBytes(given) || undefined,
  check: isAmount,
  format: (value) => formatBytes(Number(value)),
};

/** Seconds. */
export const seconds: Kind = {
  placeholder: 'time',
  accepted: 'a time such as 30s, 5m, 24h, 7d or a number of seconds',
  acceptedValue: WHOLE_NUMBER,
  parse: (given) => parseSeconds(given) || undefined,
  check: isAmount,
  format: (value) => formatSeconds(Number(value)),
};

/** On or off. */
export const onOff: Kind = {
  placeholder: undefined,
  accepted: 'true or false',
  acceptedValue: 'true or false',
  parse: (given) =>
    /^(true|1|yes|on)$/i.test(given) ? true : /^(false|0|no|off)$/i.test(given) ? false : undefined,
  check: (value) => typeof value === 'boolean',
  format: String,
};

/** One of some words. */
export function oneOf(placeholder: string, words: readonly string[]): Kind {
  const accepted = `one of ${words.join(', ')}`;
  return {
    placeholder,
    words,
    accepted,
    acceptedValue: accepted,
    parse: (given) => words.find((word) => word === given.toLowerCase()),
    check: (value) => words.includes(String(value)),
    format: String,
  };
}

/** So many requests in so much time. */
export const rate: Kind = {
  placeholder: 'rate',
  accepted: 'a number of requests and a time with a slash between, such as 600/1m',
  acceptedValue: '{ requests, seconds }, both whole numbers above 0',
  parse(given) {
    const [, requests, time] = /^(\d{1,15})\/(.+)$/.exec(given) ?? [];
    const length = time === undefined ? undefined : parseSeconds(time);
    return requests === undefined || !Number(requests) || !length
      ? undefined
      : { requests: Number(requests), seconds: length };
  },
  check(value) {
    const { requests, seconds: length } = Object(value) as Partial<RateLimit>;
    return isAmount(requests) && isAmount(length);
  },
  format(value) {
    const { requests, seconds: length } = value as RateLimit;
    return `${requests}/${formatSeconds(length)}`;
  },
};
