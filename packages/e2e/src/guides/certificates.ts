import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate authority of a company, and a certificate that it gave. */
export interface Certificates {
  /** The file with the certificate of the authority. */
  readonly authority: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** Makes a certificate authority, and a certificate for some hosts, with OpenSSL 3. */
export async function makeCertificates(
  openssl: string,
  folder: string,
  hosts: readonly string[],
): Promise<Certificates> {
  const file = (name: string): string => join(folder, name);
  const request = async (...args: string[]): Promise<void> => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    await promisify(execFile)(openssl, ['req', '-x509', ...curve, ...args]);
  };
  await request('-subj', '/CN=Company CA', '-keyout', file('ca.key'), '-out', file('ca.pem'));
  const signedBy = ['-CA', file('ca.pem'), '-CAkey', file('ca.key')];
  const about = ['-subj', '/CN=service', '-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`)}`];
  const leaf = ['-addext', 'basicConstraints=critical,CA:FALSE'];
  await request(...signedBy, ...about, ...leaf, '-keyout', file('key.pem'), '-out', file('cert.pem'));
  const [key, cert] = await Promise.all([readFile(file('key.pem')), readFile(file('cert.pem'))]);
  return { authority: file('ca.pem'), key, cert };
}
