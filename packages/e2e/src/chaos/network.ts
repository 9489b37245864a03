import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { OperationId } from '@detect-regions/spec';
import { type Fault, faultOf, type Verdict } from './faults.ts';
import { isHuge, numberOf } from './images.ts';
import { drawn } from './random.ts';
import { type Answer, numberIn, operationOf, type Request, type Stub } from './stub.ts';
import { encoded, type Incoming, RequestReader } from './wire.ts';

/** So much of a long body is let through before it is cut, in bytes. */
const firstPart = 64 * 1024;
/** An image can be told by so much of a request's body, in bytes. */
const beginning = 4_096;

/** What became of a request. */
export interface Met {
  readonly operation: OperationId;
  /** The image that it was about; `undefined` for a token, and where there was no connection. */
  readonly number: number | undefined;
  /** What went wrong; `undefined` when nothing did. */
  readonly fault: string | undefined;
  /** What the client can know of a submission after that. */
  readonly verdict: Verdict | undefined;
}

interface Connection {
  readonly socket: Socket;
  /** Requests that it has been used for. */
  served: number;
  /** What it is doing; once it is `over`, whatever else comes is read to no purpose. */
  state: 'idle' | 'reading' | 'answering' | 'over';
  /** Whether it was closed from here while nothing was on its way. */
  closed: boolean;
}

/**
 * The way between a client and the stub: connections of this machine on which things go wrong. What goes wrong is
 * decided for each request by the seed, by what it is about, and by how often that was tried.
 */
export class Network implements AsyncDisposable {
  /** All requests, in the order in which their fate was sealed. */
  readonly log: Met[] = [];
  /** Requests that were handed to `fetch`. */
  fetched = 0;
  readonly #stub: Stub;
  readonly #seed: string;
  readonly #harsh: number;
  readonly #tries = new Map<string, number>();
  readonly #connections = new Set<Connection>();
  readonly #server: Server;
  #url = '';
  #deadUrl = '';
  /** How many connections are still to be refused. */
  #outage = 0;
  #calm = false;

  /**
   * @param stub - the service behind it
   * @param harsh - by how much more often than usual something goes wrong
   */
  constructor(stub: Stub, seed: number, harsh = 1) {
    this.#stub = stub;
    this.#harsh = harsh;
    this.#seed = String(seed);
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#serve(socket));
  }

  /** Where the service seems to be. */
  get url(): string {
    return this.#url;
  }

  /**
   * The runtime's own fetch; during an outage it is led to where nobody listens. (To close the port itself would
   * reset connections that were made and not yet looked at, too, and nobody could tell how many.)
   */
  readonly fetch: typeof globalThis.fetch = (input, init) => {
    this.fetched++;
    if (this.#outage === 0) return globalThis.fetch(input, init);
    this.#outage--;
    const url = String(input).replace(this.#url, this.#deadUrl);
    const operation = known(operationOf({ method: init?.method ?? 'GET', path: new URL(url).pathname }));
    this.log.push({ operation, number: undefined, fault: 'no connection', verdict: 'unsent' });
    return globalThis.fetch(url, init);
  };

  /** Opens it. */
  async open(): Promise<void> {
    const nobody = createServer();
    this.#deadUrl = await listen(nobody);
    this.#url = await listen(this.#server);
    nobody.close();
  }

  /** From now on, nothing goes wrong any more. */
  calm(): void {
    this.#calm = true;
    this.#outage = 0;
  }

  /** Closes it for good. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const { socket } of this.#connections) socket.destroy();
  }

  #serve(socket: Socket): void {
    const connection: Connection = { socket, served: 0, state: 'idle', closed: false };
    const reader = new RequestReader();
    let fate: { readonly fault: Fault | undefined; readonly name: string } | undefined;
    this.#connections.add(connection);
    socket.on('close', () => this.#connections.delete(connection));
    // The other side may break it as well, whenever it likes.
    socket.on('error', () => socket.destroy());
    socket.on('end', () => {
      if (connection.state === 'idle') socket.end();
      else socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => {
      if (connection.state === 'answering' || connection.state === 'over') return;
      reader.push(chunk);
      connection.state = 'reading';
      const incoming = reader.look();
      if (incoming === undefined) return;
      const { length, received } = incoming;
      if (received < Math.min(length, beginning)) return;
      fate ??= this.#fate(incoming, connection);
      const early = isEarly(fate.fault);
      if (received < (early ? Math.min(length, firstPart) : length)) return;
      const { fault, name } = fate;
      fate = undefined;
      reader.clear();
      connection.served++;
      connection.state = 'answering';
      this.#act(connection, incoming.request, fault, drawn(`${name} more`));
    });
  }

  #fate({ request, length }: Incoming, { served }: Connection): { fault: Fault | undefined; name: string } {
    const operation = known(operationOf(request));
    const tried = `${this.#seed} ${operation} ${about(request, operation) ?? 'token'}`;
    const attempt = (this.#tries.get(tried) ?? 0) + 1;
    this.#tries.set(tried, attempt);
    const name = `${tried} ${attempt}`;
    const target = { operation, long: length > 4 * firstPart, reused: served > 0 };
    return { name, fault: this.#calm ? undefined : faultOf(name, target, this.#harsh) };
  }

  #act(connection: Connection, request: Request, fault: Fault | undefined, random: number): void {
    const { socket } = connection;
    const operation = known(operationOf(request));
    const number = about(request, operation);
    const note = (name: string | undefined, verdict?: Verdict): void => {
      this.log.push({ operation, number, fault: name, verdict: name === undefined ? undefined : verdict });
    };
    const send = (answer: Answer): void => {
      socket.write(encoded(answer, random < 0.5));
      connection.state = 'idle';
    };
    const finish = (text: string): void => {
      socket.end(text);
      connection.state = 'over';
    };
    // It was closed from here while the request was on its way.
    if (connection.closed) {
      note('a connection closed meanwhile', 'doubt');
      return;
    }
    // What has not been said at once: of a body that is small enough, all may have been on its way.
    const verdict =
      fault?.verdict === 'either' && number !== undefined && isHuge(number) ? 'unsent' : fault?.verdict;
    const harm = fault?.harm;
    switch (harm?.how) {
      case 'reset':
      case 'cut-upload':
        note(fault?.name, verdict);
        socket.resetAndDestroy();
        return;
      case 'close':
        note(fault?.name, verdict);
        finish('');
        return;
      case 'outage':
        note(fault?.name, verdict);
        socket.resetAndDestroy();
        this.#fail(3 + Math.floor(random * 10));
        return;
      case 'refuse': {
        const answer = harm.answer(random);
        note(fault?.name, verdict);
        if (harm.half) finish(encoded(answer).slice(0, -20));
        else if (harm.early) {
          finish(encoded(closing(answer)));
          if (harm.abrupt) socket.destroySoon();
        } else send(answer);
        return;
      }
      case 'revoke': {
        note(fault?.name, verdict);
        this.#stub.revoke();
        if (harm.early) finish(encoded(closing(unauthorized)));
        else send(unauthorized);
        return;
      }
    }
    // From here on, the service has the request.
    if (operation !== 'postToken' && !this.#stub.lets(request)) {
      note('a token taken back before', 'unsent');
      send(unauthorized);
      return;
    }
    const answer = this.#stub.answer(request);
    note(fault?.name, verdict);
    switch (harm?.how) {
      case 'replace':
        send(harm.answer(random));
        return;
      case 'drop':
        socket.resetAndDestroy();
        return;
      case 'cut-head':
        finish(encoded(answer).slice(0, 40));
        return;
      case 'cut-body': {
        const text = encoded(answer, random < 0.5);
        finish(text.slice(0, text.indexOf('\r\n\r\n') + 8));
        return;
      }
      case 'late':
        // Until the client gives it up: it breaks the connection then.
        return;
      default:
        if (operation === 'getDetectRegions') this.#stub.looked(request.query.get('id') ?? '');
        send(answer);
    }
  }

  #fail(refusals: number): void {
    this.#outage = refusals;
    for (const connection of this.#connections) {
      if (connection.state !== 'idle') continue;
      connection.closed = true;
      connection.socket.end();
    }
  }
}

/** The last submission of each image that the network saw. */
export function lastSubmissions(log: readonly Met[]): Map<number | undefined, Met> {
  const submissions = log.filter(({ operation }) => operation === 'postDetectRegions');
  return new Map(submissions.map((met) => [met.number, met]));
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const unauthorized: Answer = {
  status: 401,
  type: 'application/json',
  body: '{"title":"Unauthorized","status":401}',
  headers: { 'WWW-Authenticate': 'Bearer' },
};

const closing = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, Connection: 'close' },
});

function isEarly(fault: Fault | undefined): boolean {
  const harm = fault?.harm;
  return (
    harm?.how === 'cut-upload' || ((harm?.how === 'refuse' || harm?.how === 'revoke') && harm.early === true)
  );
}

function known(operation: OperationId | undefined): OperationId {
  if (operation === undefined) throw new Error('A request came that is none of the API.');
  return operation;
}

/** The number of the image that a request is about. */
function about({ query, body }: Request, operation: OperationId): number | undefined {
  if (operation === 'postToken') return undefined;
  if (operation === 'getDetectRegions') return numberIn(query.get('id') ?? '');
  const key = '"image":"';
  const start = body.indexOf(key) + key.length;
  return numberOf(Buffer.from(body.toString('latin1', start, start + 44), 'base64'));
}
