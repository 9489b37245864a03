import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { type DetailedPeerCertificate, type SecureVersion, TLSSocket, connect as tlsConnect } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { firstCertificate, secondCertificate, tlsFiles, writeTlsFiles } from './certificates.ts';
import { testService } from './service.ts';

/** Asks over HTTPS, and tells by whose certificate it was answered. */
async function ask(url: string): Promise<{ answer: IncomingMessage; subject: string }> {
  const ca = [firstCertificate.cert, secondCertificate.cert];
  const sent = request(url, { ca, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const certificate: Partial<DetailedPeerCertificate> =
    answer.socket instanceof TLSSocket ? answer.socket.getPeerCertificate(true) : {};
  answer.resume();
  return { answer, subject: String(certificate.subject?.CN) };
}

test('with a certificate the service speaks HTTPS, and says that others should not', async () => {
  const service = await testService({ tls: await tlsFiles(firstCertificate) });
  expect(service.url).toBe(`https://127.0.0.1:${service.port}`);
  const { answer, subject } = await ask(`${service.url}/healthz`);
  expect(answer.statusCode).toBe(200);
  expect(subject).toBe('test 1');
  expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d+/);
});

test('plain HTTP is not answered there', async () => {
  const service = await testService({ tls: await tlsFiles(firstCertificate) });
  await expect(fetch(`http://127.0.0.1:${service.port}/healthz`)).rejects.toThrow();
  expect((await ask(`${service.url}/healthz`)).answer.statusCode).toBe(200);
});

test.each([
  ['TLSv1.1', false],
  ['TLSv1.2', true],
  ['TLSv1.3', true],
] as const)('%s is accepted: %s', async (version: SecureVersion, accepted) => {
  const service = await testService({ tls: await tlsFiles(firstCertificate) });
  const socket = tlsConnect({
    port: service.port,
    host: '127.0.0.1',
    ca: firstCertificate.cert,
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });
  onTestFinished(() => void socket.destroy());
  const connected = once(socket, 'secureConnect').then(
    () => true,
    () => false,
  );
  expect(await connected).toBe(accepted);
});

test('a certificate that was renewed is taken for new connections, and a bad one is not', async () => {
  const tls = await tlsFiles(firstCertificate);
  const service = await testService({ tls });
  await writeTlsFiles(tls, secondCertificate);
  expect((await ask(`${service.url}/healthz`)).subject).toBe('test 1');
  service.reloadCertificate();
  expect((await ask(`${service.url}/healthz`)).subject).toBe('test 2');
  await writeTlsFiles(tls, { cert: 'nonsense', key: secondCertificate.key });
  expect(() => service.reloadCertificate()).toThrow(/^tls\.certFile and tls\.keyFile must be/);
  expect((await ask(`${service.url}/healthz`)).subject).toBe('test 2');
});

test.each([
  ['a certificate that is none', { cert: 'nonsense', key: firstCertificate.key }],
  ["another's key", { cert: firstCertificate.cert, key: secondCertificate.key }],
])('%s is refused, and the key is not quoted', async (_, files) => {
  const starting = testService({ tls: await tlsFiles(files) });
  await expect(starting).rejects.toMatchObject({ code: 'invalid-options' });
  await expect(starting).rejects.toThrow(/^tls\.certFile and tls\.keyFile must be(?!.*PRIVATE)/);
});

test('a file that is not there is told', async () => {
  const starting = testService({ tls: { certFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' } });
  await expect(starting).rejects.toThrow("tls.certFile can't be read: /nowhere/cert.pem: ENOENT.");
});
