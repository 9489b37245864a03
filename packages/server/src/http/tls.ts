import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { ServerError } from '../errors.ts';
import type { TlsFiles } from '../options.ts';

/**
 * Reads a certificate and its key.
 *
 * @throws ServerError `invalid-options` when they can't be read, or don't belong together
 */
export function readTlsFiles({ certFile, keyFile }: TlsFiles): SecureContextOptions {
  const context: SecureContextOptions = {
    cert: read('tls.certFile', certFile),
    key: read('tls.keyFile', keyFile),
    minVersion: 'TLSv1.2',
  };
  try {
    createSecureContext(context);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new ServerError(
      'invalid-options',
      `tls.certFile and tls.keyFile must be a certificate and its key, both as PEM; ${reason}.`,
      { cause },
    );
  }
  return context;
}

function read(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ServerError('invalid-options', `${option} can't be read: ${path}: ${code ?? String(cause)}.`, {
      cause,
    });
  }
}
