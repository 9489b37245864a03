import { resolve } from 'node:path';
import { ServerError } from '../errors.ts';
import { UnavailableError } from '../unavailable-error.ts';
import { openFolderImageStore } from './folder-image-store.ts';
import type { ImageStore, SharedStoreOptions } from './image-store.ts';
import { openS3ImageStore } from './s3-image-store.ts';

/**
 * Opens the image store of the option `images`.
 *
 * @param where - a folder, or an `s3:` URL
 * @throws ServerError `invalid-options` for a URL that makes no sense; `images-unusable` when it can't be reached or
 *   written
 */
export async function openImageStore(where: string, options: SharedStoreOptions): Promise<ImageStore> {
  try {
    if (/^s3:/i.test(where)) return await openS3ImageStore({ url: where, ...options });
    if (/^[a-z][a-z\d+.-]+:/i.test(where)) {
      throw new ServerError('invalid-options', 'images must be a folder or an s3:// URL.');
    }
    return await openFolderImageStore({ folder: resolve(where), ...options });
  } catch (cause) {
    if (!(cause instanceof UnavailableError)) throw cause;
    const reason = cause.cause instanceof Error ? cause.cause.message : cause.message;
    const message = `Images can't be kept in ${withoutQuery(where)} (${reason}): see that this user may write there, or choose another place with images.`;
    throw new ServerError('images-unusable', message, { cause });
  }
}

/** Nothing secret belongs into the URL, but somebody may have put it there. */
function withoutQuery(where: string): string {
  return /^s3:/i.test(where) ? where.replace(/[?#].*$/s, '').replace(/\/\/.*@/, '//') : where;
}
