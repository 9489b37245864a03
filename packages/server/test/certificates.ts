import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TlsFiles } from '../src/index.ts';

/** A certificate for 127.0.0.1 that signs itself, with its key: for tests alone, good from 2020 to 2120. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

export const firstCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZ0ZXN0IDEw
IBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBExDzANBgNVBAMMBnRl
c3QgMTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEGGxoWLnjY+u/ESAkuIhhWJ
ocFnbcLlIOijp3tUq1w4sIxViu8GCWCdwX5MrIO0kbYoT+5kXfA4Bp18cFn1neij
TjBMMBoGA1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBQgagVPROkgESUH6X1d1DOeTHyyWzAKBggqhkjOPQQDAgNIADBF
AiBg8cqxZ2CltEozv12xe/uWUq2CASyu+zgaT23UQ7drxwIhAOY1FtMIPsnjAVtl
NTs9u1USLKJpHnXddtki/KlDCuef
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWKAv/LGFOpyC8PW5
A/5fkpx5wYXUcedUQ8FFf9ufSnGhRANCAARBhsaFi542PrvxEgJLiIYViaHBZ23C
5SDoo6d7VKtcOLCMVYrvBglgncF+TKyDtJG2KE/uZF3wOAadfHBZ9Z3o
-----END PRIVATE KEY-----
`,
};

export const secondCertificate: TestCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBYjCCAQegAwIBAgIBAjAKBggqhkjOPQQDAjARMQ8wDQYDVQQDDAZ0ZXN0IDIw
IBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBExDzANBgNVBAMMBnRl
c3QgMjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABENjYa2ZLa+P/yNhydX96Nr4
y/C0YpbljcJaGERhe4kx8aLuAQ9lW2GaxjmZI5GaItNfRsnyVh5H8gU01qaMqk2j
TjBMMBoGA1UdEQQTMBGHBH8AAAGCCWxvY2FsaG9zdDAPBgNVHRMBAf8EBTADAQH/
MB0GA1UdDgQWBBSz7hYaM5Ty1glZNkZvE5f/P7WjYzAKBggqhkjOPQQDAgNJADBG
AiEA1b+Q82SzHk0ZTOkDLmQeAkVCmgeSHx2tNLZWI/a9hvoCIQDK4YK+vX/XBCUb
FDxMou2Rr/SMRIfVnIvdwK34uyECmA==
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYnu/jSa8kuxReln0
WMiAaEwVMK6bZPwvmRWJ9JKrgWehRANCAARDY2GtmS2vj/8jYcnV/eja+MvwtGKW
5Y3CWhhEYXuJMfGi7gEPZVthmsY5mSORmiLTX0bJ8lYeR/IFNNamjKpN
-----END PRIVATE KEY-----
`,
};

/** Files with a certificate, in a folder that ends with the test. */
export async function tlsFiles(certificate: TestCertificate): Promise<TlsFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'tls-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  await writeTlsFiles(files, certificate);
  return files;
}

/** Puts another certificate into the files. */
export async function writeTlsFiles(
  { certFile, keyFile }: TlsFiles,
  { cert, key }: TestCertificate,
): Promise<void> {
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
}
