import { randomUUID } from 'node:crypto';
import { ServerError } from '../errors.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { checkImageId, isImageId } from './image-id.ts';
import { ImageRoom, type StoredImage } from './image-room.ts';
import type { ImageStore, SharedStoreOptions } from './image-store.ts';
import { S3Client, type S3Credentials, S3Error } from './s3-client.ts';
import { parseS3Url } from './s3-location.ts';
import { uploadObject } from './s3-upload.ts';
import { elements, textOf } from './s3-xml.ts';

/** How an image store in S3 or storage like it is set up. */
export interface S3ImageStoreOptions extends SharedStoreOptions {
  /**
   * `s3://BUCKET/PREFIX?endpoint=URL&region=NAME`. Without `endpoint` the bucket is at Amazon; without `region` it is in
   * `us-east-1`. Nothing else should be below the prefix.
   */
  readonly url: string;
  /** Default: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` of the environment. */
  readonly credentials?: S3Credentials | undefined;
}

/**
 * Opens an image store in S3 or storage like it.
 *
 * @throws ServerError `invalid-options` when the URL makes no sense, or when there are no credentials
 * @throws UnavailableError when the bucket can't be read
 */
export async function openS3ImageStore(options: S3ImageStoreOptions): Promise<ImageStore> {
  const store = new S3ImageStore(options);
  await store.open();
  return store;
}

class S3ImageStore implements ImageStore {
  readonly #client: S3Client;
  readonly #prefix: string;
  readonly #room: ImageRoom;
  readonly #longestUpload: number;

  constructor({ url, maxBytes, now, credentials, longestUpload }: S3ImageStoreOptions) {
    const location = parseS3Url(url);
    this.#client = new S3Client(location, credentials ?? credentialsOfEnvironment());
    this.#prefix = location.prefix;
    this.#room = new ImageRoom(maxBytes, () => this.#contents(), now);
    this.#longestUpload = longestUpload;
  }

  async open(): Promise<void> {
    await this.#room.count();
  }

  async put(id: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const key = this.#key(id);
    const image = this.#room.admit(chunks);
    let kept = false;
    try {
      await uploadObject(this.#client, key, image);
      kept = true;
    } catch (error) {
      throw image.fault ? image.fault.error : unavailable(error);
    } finally {
      image.end(kept);
    }
  }

  async get(id: string): Promise<Uint8Array | undefined> {
    const key = this.#key(id);
    try {
      return (await this.#client.send({ method: 'GET', key })).body;
    } catch (error) {
      if (error instanceof S3Error && error.code === 'NoSuchKey') return undefined;
      throw unavailable(error);
    }
  }

  async delete(id: string): Promise<void> {
    const key = this.#key(id);
    await orUnavailable(() => this.#client.send({ method: 'DELETE', key }));
    this.#room.freed();
  }

  async *storedBefore(time: number): AsyncGenerator<string, void, undefined> {
    for await (const { id, storedAt } of this.#room.list()) {
      if (id !== undefined && storedAt < time) yield id;
    }
    await this.#clearAbandoned();
  }

  async check(): Promise<void> {
    // No id: it has a dot.
    const key = `${this.#prefix}check.${randomUUID()}`;
    await orUnavailable(async () => {
      await this.#client.send({ method: 'PUT', key });
      await this.#client.send({ method: 'DELETE', key });
    });
  }

  async close(): Promise<void> {
    // Nothing is held but by calls under way.
  }

  #key(id: string): string {
    return this.#prefix + checkImageId(id);
  }

  async *#contents(): AsyncGenerator<StoredImage, void, undefined> {
    const query = { 'list-type': '2', prefix: this.#prefix };
    for await (const page of this.#pages(query, { 'continuation-token': 'NextContinuationToken' })) {
      for (const object of elements(page, 'Contents')) {
        const id = textOf(object, 'Key').slice(this.#prefix.length);
        if (!isImageId(id)) continue;
        const storedAt = Date.parse(textOf(object, 'LastModified'));
        yield { id, bytes: Number(textOf(object, 'Size')), storedAt };
      }
    }
  }

  /** Drops the parts that processes left that died during a large upload: they are no objects, but they cost. */
  async #clearAbandoned(): Promise<void> {
    const markers = { 'key-marker': 'NextKeyMarker', 'upload-id-marker': 'NextUploadIdMarker' };
    for await (const page of this.#pages({ uploads: '', prefix: this.#prefix }, markers)) {
      for (const upload of elements(page, 'Upload')) {
        const key = textOf(upload, 'Key');
        // By the clock that dates uploads, which `now` need not be.
        const old = Date.parse(textOf(upload, 'Initiated')) < Date.now() - this.#longestUpload;
        if (!old || !isImageId(key.slice(this.#prefix.length))) continue;
        const uploadId = textOf(upload, 'UploadId');
        const request = { method: 'DELETE', key, query: { uploadId } } as const;
        await orUnavailable(() => this.#client.send(request).catch(unlessGone));
      }
    }
  }

  /**
   * The pages of a listing.
   *
   * @param markers - the parameters that ask for the next page, and the elements that say what they are
   */
  async *#pages(
    query: Readonly<Record<string, string>>,
    markers: Readonly<Record<string, string>>,
  ): AsyncGenerator<string, void, undefined> {
    let next: Record<string, string> = {};
    for (;;) {
      const request = { method: 'GET', query: { ...query, ...next } } as const;
      const { body } = await orUnavailable(() => this.#client.send(request));
      const page = Buffer.from(body).toString();
      yield page;
      if (textOf(page, 'IsTruncated') !== 'true') return;
      next = Object.fromEntries(
        Object.entries(markers).map(([parameter, element]) => [parameter, textOf(page, element)]),
      );
    }
  }
}

function credentialsOfEnvironment(): S3Credentials {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (accessKeyId === '' || secretAccessKey === '') {
    throw new ServerError(
      'invalid-options',
      'images in S3 need credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    );
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Another process may have been quicker. */
function unlessGone(error: unknown): void {
  if (!(error instanceof S3Error) || error.code !== 'NoSuchUpload') throw error;
}

async function orUnavailable<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError("The storage of the images can't be used just now.", { cause });
}
