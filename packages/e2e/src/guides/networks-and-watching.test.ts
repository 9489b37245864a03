import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { need, openssl } from '../requirement.ts';
import { picture } from '../runtimes/picture.ts';
import { runtimes } from '../runtimes/runtimes.ts';
import { type ScenarioName, type Stub, startStub } from '../runtimes/stub.ts';
import { type App, makeApp, type RunOptions, toJavaScript, typeErrors } from './app.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import type { CollectedSpan } from './collect-spans.ts';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { type Block, type Guide, readGuide } from './guide.ts';

const found = [{ left: 0, top: 8, right: 697, bottom: 441 }];
const detect = `
const { regions } = await client.detect({ path: 'page.png' }, { pollPrice: 1 });
console.log(JSON.stringify(regions));
`;

let guide: Guide;
let app: App;
let plain: Stub;

beforeAll(async () => {
  guide = await readGuide('networks-and-watching.md');
  app = await makeApp(['sdk'], {
    undici: import.meta.resolve('undici'),
    '@opentelemetry/api': import.meta.resolve('@opentelemetry/api'),
  });
  plain = await startStub();
  await app.write('page.png', picture());
  const client = `import { DetectRegions } from '@detect-regions/sdk';\nconst client = new DetectRegions();`;
  await app.write('app.js', client + detect);
});

afterAll(async () => {
  await plain?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

/** The program of a runtime. */
function program(context: TestContext, name: string): string {
  const runtime = runtimes.find((each) => each.name === name);
  if (runtime === undefined) throw new Error(`no runtime is called ${name}`);
  return need(context, runtime.requirement);
}

const credentials = (baseUrl: string): Record<string, string> => ({
  DETECT_REGIONS_BASE_URL: baseUrl,
  DETECT_REGIONS_CLIENT_ID: 'id',
  DETECT_REGIONS_CLIENT_SECRET: 's3cret',
});

/** Runs a block as a module, with its examples replaced by what is there, and more code after it. */
async function run(
  { code, line }: Block,
  replace: Record<string, string>,
  after: string,
  { command = 'node', ...options }: RunOptions & { command?: string },
): Promise<string> {
  const file = `line-${line}.js`;
  await app.write(file, toJavaScript(replaced(code, replace) + after));
  return app.shell(`${command} ${file}`, options);
}

function replaced(code: string, replace: Record<string, string>): string {
  return Object.entries(replace).reduce((text, [example, real]) => {
    if (!text.includes(example)) throw new Error(`${example} is not in: ${text}`);
    return text.replaceAll(example, real);
  }, code);
}

describe('the guide to networks', () => {
  const proxyExample = 'http://proxy.example:3128';
  const authorityExample = '/etc/ssl/company.pem';
  let proxy: ConnectProxy;
  let certificates: Certificates;
  let service: Stub;

  beforeAll(async () => {
    // Only the proxy knows this name.
    proxy = await startConnectProxy('service.test');
  });
  afterAll(async () => {
    await proxy?.[Symbol.asyncDispose]();
    await service?.[Symbol.asyncDispose]();
  });

  /** A service with a certificate of a company's own authority, by one of the names that it is for. */
  async function at(
    context: TestContext,
    name: 'service.test' | 'localhost',
  ): Promise<Record<string, string>> {
    const path = need(context, openssl);
    certificates ??= await makeCertificates(path, app.folder, ['service.test', 'localhost']);
    service ??= await startStub(certificates);
    const { port } = new URL(service.url);
    return credentials(`https://${name}:${port}/plain/${crypto.randomUUID()}`);
  }

  /** Whoever tells only of proxies has the certificates from the environment. */
  const trusted = (): Record<string, string> => ({
    NODE_EXTRA_CA_CERTS: certificates.authority,
    DENO_CERT: certificates.authority,
  });

  it('has types that fit', async () => {
    const blocks = guide.blocks.filter(({ language }) => language === 'ts');
    expect(blocks.length).toBeGreaterThan(3);
    expect(await typeErrors(app, blocks)).toEqual([]);
  });

  describe.each([
    ['Node 22', 'node'],
    ['Node 24', 'node'],
    ['Node 26', 'node'],
    ['Bun', 'bun'],
    ['Deno', 'deno'],
  ])('in %s, by the environment', (runtime, name) => {
    it('goes through a proxy', async (context) => {
      const env = { ...(await at(context, 'service.test')), ...trusted() };
      const { code } = guide.find('A proxy / For the whole process', `${name} `);
      const before = proxy.asked.length;
      const programs = { [name]: program(context, runtime) };
      const line = replaced(code, { [proxyExample]: proxy.url });
      expect(JSON.parse(await app.shell(line, { env, programs }))).toEqual(found);
      expect(proxy.asked.length).toBeGreaterThan(before);
    });

    it('trusts an authority', async (context) => {
      const env = await at(context, 'localhost');
      const { code } = guide.find('A certificate authority of your own / For the whole process', `${name} `);
      const programs = { [name]: program(context, runtime) };
      const line = replaced(code, { [authorityExample]: certificates.authority });
      expect(JSON.parse(await app.shell(line, { env, programs }))).toEqual(found);
    });

    it('says what to do about an authority that it does not know', async (context) => {
      const env = await at(context, 'localhost');
      const { code } = guide.find('A certificate authority of your own / For the whole process', `${name} `);
      const programs = { [name]: program(context, runtime) };
      const line = code.replace(/^\S+ /, '');
      const { stderr } = await app.shell(line, { env, programs }).then(
        () => ({ stderr: '' }),
        (error: { stderr: string }) => error,
      );
      expect(stderr).toMatch(/NetworkError: .*The certificate is not trusted: /);
    });
  });

  describe.each([
    ['Node 20', 'Node', 'node'],
    ['Node 24', 'Node', 'node'],
    ['Node 26', 'Node', 'node'],
    ['Bun', 'Bun', 'bun'],
    ['Deno', 'Deno', 'deno run --allow-all'],
  ])('in %s, for one client', (runtime, heading, command) => {
    const programs = (context: TestContext): Record<string, string> => ({
      [command.split(' ', 1)[0] as string]: program(context, runtime),
    });

    it('goes through a proxy', async (context) => {
      const env = { ...(await at(context, 'service.test')), ...trusted() };
      const block = guide.find(`A proxy / For one client, in ${heading}`, proxyExample);
      const options = { env, command, programs: programs(context) };
      const before = proxy.asked.length;
      expect(JSON.parse(await run(block, { [proxyExample]: proxy.url }, detect, options))).toEqual(found);
      expect(proxy.asked.length).toBeGreaterThan(before);
    });

    it('trusts an authority', async (context) => {
      const env = await at(context, 'localhost');
      const block = guide.find(`A certificate authority of your own / For one client, in ${heading}`);
      const options = { env, command, programs: programs(context) };
      const replace = { [authorityExample]: certificates.authority };
      expect(JSON.parse(await run(block, replace, detect, options))).toEqual(found);
    });
  });

  it('goes by the environment with undici', async (context) => {
    const env = { ...(await at(context, 'service.test')), ...trusted(), HTTPS_PROXY: proxy.url };
    const block = guide.find('A proxy / For one client, in Node', 'EnvHttpProxyAgent');
    const programs = { node: process.execPath };
    const before = proxy.asked.length;
    expect(JSON.parse(await run(block, {}, detect, { env, programs }))).toEqual(found);
    expect(proxy.asked.length).toBeGreaterThan(before);
  });
});

describe('the guide to watching', () => {
  const programs = { node: process.execPath };
  const at = (scenario: ScenarioName): Record<string, string> =>
    credentials(`${plain.url}/${scenario}/${crypto.randomUUID()}`);

  it('writes a log that holds no secret', async () => {
    const text = await run(guide.find('A log'), {}, detect, { env: at('stale-token'), programs });
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.pop()).toEqual(found);
    const told = lines.map(({ level, msg, operation = '' }) => `${level}: ${msg} ${operation}`);
    expect(told.slice(0, 11)).toEqual([
      'debug: detect-regions request postToken',
      'debug: detect-regions response postToken',
      'debug: detect-regions token ',
      'debug: detect-regions request postDetectRegions',
      'debug: detect-regions response postDetectRegions',
      'warn: detect-regions retry postDetectRegions',
      'debug: detect-regions request postToken',
      'debug: detect-regions response postToken',
      'debug: detect-regions token ',
      'debug: detect-regions request postDetectRegions',
      'debug: detect-regions response postDetectRegions',
    ]);
    expect(told).toContain('debug: detect-regions poll ');
    expect(lines[5]).toMatchObject({ time: expect.any(Number), reason: 'auth', status: 401, attempt: 1 });
    const calls = lines.filter(({ operation }) => operation !== undefined && operation !== 'postToken');
    expect(new Set(calls.map(({ callId }) => callId)).size).toBe(1);
    expect(text).not.toMatch(/s3cret|token-\d/);
  });

  const spans = async (scenario: ScenarioName): Promise<CollectedSpan[]> => {
    const { pathname } = new URL('./collect-spans.ts', import.meta.url);
    const options = { env: at(scenario), programs, command: `node --import ${pathname}` };
    // The guide's own call is the last thing that the block does; that it may fail is part of the test.
    const end = '.catch(() => ({ regions: [] }));';
    const block = guide.find('Spans of OpenTelemetry');
    return JSON.parse(await run({ ...block, code: block.code.replace(/;$/, end) }, {}, '', options));
  };

  it('makes a span for each request, and notes retries and polls on that of the call', async () => {
    const [call, ...requests] = (await spans('rate-limited')).reverse();
    expect(call).toMatchObject({ name: 'detect page.png', parent: null, status: 0 });
    const noted = call?.events.map(({ name }) => name);
    expect(noted?.slice(0, 2)).toEqual(['detect_regions.token', 'detect_regions.retry']);
    expect(noted).toContain('detect_regions.poll');
    expect(call?.events[1]?.attributes).toMatchObject({
      'detect_regions.operation': 'postDetectRegions',
      'detect_regions.reason': 'rate-limit',
      'detect_regions.status': 429,
    });

    const submissions = requests.filter(({ name }) => name === 'POST /v5.0/ocr/DetectRegions').reverse();
    const { hostname, port } = new URL(plain.url);
    const common = {
      'http.request.method': 'POST',
      'url.full': expect.stringMatching(/^http:.*\/rate-limited\/.*\/v5\.0\/ocr\/DetectRegions$/),
      'url.template': '/v5.0/ocr/DetectRegions',
      'server.address': hostname,
      'server.port': Number(port),
    };
    const child = { kind: 2, parent: 'detect page.png', events: [] };
    expect(submissions).toEqual([
      {
        ...child,
        name: 'POST /v5.0/ocr/DetectRegions',
        status: 2,
        attributes: { ...common, 'http.response.status_code': 429, 'error.type': '429' },
      },
      {
        ...child,
        name: 'POST /v5.0/ocr/DetectRegions',
        status: 0,
        attributes: { ...common, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
      },
    ]);
    expect(requests.map(({ parent }) => parent)).toEqual(requests.map(() => 'detect page.png'));
  });

  it('notes on the span of a call that it failed', async () => {
    const call = (await spans('missing')).at(-1);
    expect(call).toMatchObject({
      name: 'detect page.png',
      status: 2,
      attributes: { 'error.type': 'protocol' },
    });
    expect(call?.events.at(-1)).toMatchObject({
      name: 'exception',
      attributes: { 'exception.type': 'protocol' },
    });
  });

  it('shows a header of the raw response', async () => {
    const text = await run(guide.find('The raw response'), {}, '', { env: at('plain'), programs });
    expect(text).toMatch(/^postDetectRegions [\d.]+ 148\n$/);
  });
});

it('every example of the guide is run', () => {
  expect(guide.unused.map(({ line, heading }) => `${line}: ${heading}`)).toEqual([]);
});
