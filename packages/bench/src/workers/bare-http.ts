// A server that does nothing but answer: what HTTP alone costs on this machine.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerWith } from '../answer.ts';

const body = JSON.stringify({ id: 'bench', taskStatus: 'Pending', responseStatusCode: 'NotReady' });
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end(body);
});

answerWith<'start', string>(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
