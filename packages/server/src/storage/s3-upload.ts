import { GrowingBytes } from '../upload/growing-bytes.ts';
import { errorCode, type S3Client, S3Error } from './s3-client.ts';
import { escapeXml, textOf } from './s3-xml.ts';

/** Bytes of a part: the least that all storage takes is 5 MiB, and all parts but the last must be alike for some. */
const PART_BYTES = 8 * 1024 * 1024;

/** Room for an image of usual size; it grows to a part. */
const FIRST_BYTES = 256 * 1024;

/**
 * Writes an object while its bytes arrive: a small one at once, a large one in parts, of which one is held. There is
 * either the whole object, or none.
 */
export async function uploadObject(
  client: S3Client,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  const part = new GrowingBytes(FIRST_BYTES);
  let parts: PartedUpload | undefined;
  try {
    for await (const chunk of chunks) {
      for (let rest = chunk; rest.byteLength > 0; ) {
        // Only once there is more: what just fills a part is a single object.
        if (part.length === PART_BYTES) {
          parts ??= await PartedUpload.start(client, key);
          await parts.add(part.bytes());
          part.clear();
        }
        const piece = rest.subarray(0, PART_BYTES - part.length);
        part.add(piece);
        rest = rest.subarray(piece.byteLength);
      }
    }
    if (!parts) {
      await client.send({ method: 'PUT', key, body: part.bytes() });
      return;
    }
    await parts.add(part.bytes());
    await parts.complete();
  } catch (error) {
    await parts?.abort().catch(() => {
      // It is cleared away later, as that of a process that died.
    });
    throw error;
  }
}

class PartedUpload {
  readonly #client: S3Client;
  readonly #key: string;
  readonly #uploadId: string;
  readonly #tags: string[] = [];
  #bytes = 0;

  private constructor(client: S3Client, key: string, uploadId: string) {
    this.#client = client;
    this.#key = key;
    this.#uploadId = uploadId;
  }

  static async start(client: S3Client, key: string): Promise<PartedUpload> {
    const { body } = await client.send({ method: 'POST', key, query: { uploads: '' } });
    return new PartedUpload(client, key, textOf(Buffer.from(body).toString(), 'UploadId'));
  }

  async add(body: Uint8Array): Promise<void> {
    const query = { partNumber: String(this.#tags.length + 1), uploadId: this.#uploadId };
    const { headers } = await this.#client.send({ method: 'PUT', key: this.#key, query, body });
    this.#tags.push(headers.etag ?? '');
    this.#bytes += body.byteLength;
  }

  async complete(): Promise<void> {
    const parts = this.#tags.map(
      (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escapeXml(tag)}</ETag></Part>`,
    );
    const document = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    try {
      const { body } = await this.#client.send({
        method: 'POST',
        key: this.#key,
        query: { uploadId: this.#uploadId },
        body: Buffer.from(document),
      });
      // The head is sent before the work is done, so it may say 200 all the same.
      const code = errorCode(body);
      if (code !== undefined) throw new S3Error(200, code);
    } catch (error) {
      if (!(await this.#isThere())) throw error;
    }
  }

  async abort(): Promise<void> {
    await this.#client.send({ method: 'DELETE', key: this.#key, query: { uploadId: this.#uploadId } });
  }

  /** Whether the object is complete: an earlier attempt may have done it, of which the answer was lost. */
  async #isThere(): Promise<boolean> {
    try {
      const { headers } = await this.#client.send({ method: 'HEAD', key: this.#key });
      return Number(headers['content-length']) === this.#bytes;
    } catch {
      return false;
    }
  }
}
