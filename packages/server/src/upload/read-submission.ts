import { sniffImage } from '@detect-regions/engine';
import { defaultSettings, type ImageFormat, imageFormats, type Settings } from '@detect-regions/spec';
import type { Contract, Violation } from '../contract.ts';
import { Problem } from '../http/problem.ts';
import { Base64Decoder, Base64Error, type Base64ErrorReason } from './base64-decoder.ts';
import { GrowingBytes } from './growing-bytes.ts';
import { JsonSplitError, type JsonSplitReason, JsonSplitter } from './json-splitter.ts';

/** What a submission said beside its image. */
export interface Submission {
  /** Complete: with the API's defaults for what was left out. */
  readonly settings: Settings;
  readonly imageBytes: number;
  readonly imageFormat: ImageFormat;
}

/** How many bytes a body may have beside the image: settings are small, and other members are ignored. */
export const MAX_REST_BYTES: number = 1024 * 1024;

const MAX_DEPTH = 64;

/** How much of an image is passed on at a time, at least: enough for `sniffImage`, and for a store to write at once. */
const BLOCK_BYTES = 32 * 1024;

/** How much of the image's text stands for it when the body is validated: more than any length that the spec asks for. */
const EXCERPT_LENGTH = 64;

/** The member with the image (schema `DetectRegionsRequest`). */
const IMAGE = 'image';

/**
 * How many bytes a body may have: Base64 makes an image larger by a third, and escapes make it larger still, but hardly
 * ever by more than an eighth.
 */
export function maxBodyBytes(maxImageBytes: number): number {
  return Math.ceil(maxImageBytes * 1.5) + MAX_REST_BYTES;
}

/** Reads the body of `postDetectRegions` as it arrives: the image is passed on, and only the rest is kept. */
export class SubmissionReader {
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #contract: Contract;
  readonly #maxImageBytes: number;
  #submission: Submission | undefined;

  /**
   * @param body - the bytes of the body
   * @param contract - what the body is checked against
   * @param maxImageBytes - of the image, decoded
   */
  constructor(body: AsyncIterable<Uint8Array>, contract: Contract, maxImageBytes: number) {
    this.#body = body;
    this.#contract = contract;
    this.#maxImageBytes = maxImageBytes;
  }

  /**
   * The bytes of the image, in chunks that are good until the next one is pulled. To be iterated once, to the end: only
   * then is the whole body known to be good.
   *
   * @throws Problem 400 that names the field, or 413
   */
  async *image(): AsyncGenerator<Uint8Array, void, undefined> {
    const splitter = new JsonSplitter({ member: IMAGE, maxRestBytes: MAX_REST_BYTES, maxDepth: MAX_DEPTH });
    const decoder = new Base64Decoder();
    const block = new GrowingBytes(2 * BLOCK_BYTES);
    let imageFormat: ImageFormat | undefined;
    let imageBytes = 0;
    let excerpt = '';
    try {
      for await (const chunk of this.#body) {
        const text = splitter.write(chunk);
        if (text.byteLength === 0) continue;
        if (excerpt.length < EXCERPT_LENGTH) {
          excerpt += Buffer.from(text.subarray(0, EXCERPT_LENGTH)).toString('latin1');
        }
        const bytes = decoder.write(text);
        imageBytes += bytes.byteLength;
        if (imageBytes > this.#maxImageBytes) throw imageTooLarge(this.#maxImageBytes);
        // Most chunks are large, and pass without being copied.
        const large = block.length === 0 && bytes.byteLength >= BLOCK_BYTES;
        if (!large) block.add(bytes);
        if (!large && block.length < BLOCK_BYTES) continue;
        const next = large ? bytes : block.bytes();
        imageFormat ??= formatOf(next);
        yield next;
        block.clear();
      }
      const { rest, split } = splitter.end();
      decoder.end();
      const settings = this.#check(split ? { ...(rest as object), [IMAGE]: excerpt } : rest);
      imageFormat ??= formatOf(block.bytes());
      if (block.length > 0) yield block.bytes();
      this.#submission = { settings, imageBytes, imageFormat };
    } catch (error) {
      throw asProblem(error);
    }
  }

  /** What else the body said, once the image has been read to its end. */
  submission(): Submission {
    if (!this.#submission) throw new Error('The image has not been read to its end.');
    return this.#submission;
  }

  #check(body: unknown): Settings {
    const given = settingsOf(body);
    const renamed = given !== undefined && Object.hasOwn(given, 'Rotate') && !Object.hasOwn(given, 'rotate');
    const settings: Members | undefined = renamed ? { ...given, rotate: given.Rotate } : given;
    const violations = this.#contract.checkBody(
      'postDetectRegions',
      settings ? { ...(body as object), settings } : body,
    );
    if (violations.length > 0) throw badRequest(violations, renamed ? 'Rotate' : 'rotate');
    // Only what the spec lists: the rest is ignored, and may be anything.
    const names = Object.keys(defaultSettings).filter((name) => settings && Object.hasOwn(settings, name));
    return { ...defaultSettings, ...Object.fromEntries(names.map((name) => [name, settings?.[name]])) };
  }
}

type Members = Readonly<Record<string, unknown>>;

const accepted = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  imageFormats.map((format) => format.toUpperCase()),
);

/**
 * The format of an image, which is one of the API's: the engine reads more.
 *
 * @param head - the start of an image, or all of it
 */
function formatOf(head: Uint8Array): ImageFormat {
  const found = sniffImage(head);
  const format = imageFormats.find((name) => name === found);
  if (format) return format;
  const reason = found === undefined ? 'its bytes are none of these' : `its bytes are ${found.toUpperCase()}`;
  throw new Problem(400, `image must be a ${accepted}; ${reason}. Convert it, and send it again.`);
}

/** The settings of a body when they are an object; whatever else they are is for the contract to refuse. */
function settingsOf(body: unknown): Members | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'settings')) return undefined;
  const { settings } = body as { settings: unknown };
  return typeof settings === 'object' && settings !== null && !Array.isArray(settings)
    ? (settings as Members)
    : undefined;
}

function badRequest(violations: readonly Violation[], rotateName: string): Problem {
  const messages = violations.map(({ message }) =>
    message.replace(/^settings\.rotate /, `settings.${rotateName} `),
  );
  return new Problem(400, messages.join(' '));
}

function imageTooLarge(maxBytes: number): Problem {
  return new Problem(413, `The image may have at most ${maxBytes} bytes.`);
}

const base64Problems: Readonly<Record<Base64ErrorReason, string>> = {
  alphabet: 'it has a character that does not belong there.',
  'data-url': 'send the Base64 alone, without the "data:…;base64," in front of it.',
  padding: 'it is cut off, or its padding with = is wrong.',
  'url-alphabet': 'it is in the URL-safe alphabet; + and / are needed instead of - and _.',
  'white-space': 'it has white space; leave out the line breaks that some encoders put in.',
};

const splitProblems: Readonly<Record<JsonSplitReason, [400 | 413, string]>> = {
  malformed: [400, 'The body must be JSON (RFC 8259) in UTF-8; it is not.'],
  'member-repeated': [400, `${IMAGE} must be given once.`],
  'rest-too-large': [413, `The body may have at most ${MAX_REST_BYTES} bytes beside the image.`],
  'too-deep': [400, `The body may be nested at most ${MAX_DEPTH} deep.`],
};

function asProblem(error: unknown): unknown {
  if (error instanceof Base64Error) {
    return new Problem(400, `image must be Base64 (RFC 4648, section 4): ${base64Problems[error.reason]}`);
  }
  if (error instanceof JsonSplitError) return new Problem(...splitProblems[error.reason]);
  return error;
}
