import type { PeerName } from '../peers/index.ts';
import { reportOf } from '../report.ts';
import { interleave } from '../rounds.ts';
import type { Case } from './case.ts';

/** What an application for browsers would bundle: for the peers a single call, for us the whole way to regions. */
const peerCode: Readonly<Record<PeerName, string | null>> = {
  fetch: null,
  axios: "import axios from 'axios'; globalThis.run = (url, json) => axios.post(url, json);",
  superagent:
    "import superagent from 'superagent'; globalThis.run = (url, json) => superagent.post(url).send(json);",
  ky: "import ky from 'ky'; globalThis.run = (url, json) => ky.post(url, { json }).text();",
  'openapi-fetch':
    "import createClient from 'openapi-fetch'; globalThis.run = (baseUrl, body) => createClient({ baseUrl }).POST('/', { body });",
  'generated-client':
    "import { Configuration, DetectRegionsApi } from '@detect-regions/client'; globalThis.run = (options, image) => new DetectRegionsApi(new Configuration(options)).postDetectRegions(image);",
  sdk: "import { DetectRegions } from '@detect-regions/sdk'; globalThis.run = (options, image) => new DetectRegions(options).detect(image);",
};

const ownCode: Readonly<Record<string, string>> = {
  'sdk, all exports': "import * as all from '@detect-regions/sdk'; globalThis.all = { ...all };",
  'regions, decode alone':
    "import { decodeRegions } from '@detect-regions/regions'; globalThis.run = decodeRegions;",
};

/**
 * How much an application grows: `size` is what it loads at first, `lazy` what only some calls load later, and
 * `one file` all of it, for tools that do not split.
 */
export const bundle: Case = {
  name: 'bundle',
  title: 'a bundle for browsers, minified and gzipped',
  async run({ peers }) {
    // The bundler is loaded for this case alone.
    const { bundleSize } = await import('../bundle-size.ts');
    const code = new Map<string, string>(Object.entries(ownCode));
    for (const peer of peers) {
      const own = peerCode[peer];
      if (own !== null) code.set(peer, own);
    }
    const runs = await interleave({
      peers: [...code.keys()].reverse(),
      measures: ['size', 'lazy', 'one file'],
      // It is the same every time.
      rounds: 1,
      turn: async (name) => {
        const { first, lazy, single } = await bundleSize(code.get(name) ?? '');
        return { size: first / 1000, lazy: lazy / 1000, 'one file': single / 1000 };
      },
    });
    return {
      case: bundle.name,
      title: bundle.title,
      conditions: { gzip: 'level 9' },
      measures: reportOf(
        [
          {
            name: 'size',
            unit: 'kB',
            reference: 'ky',
            goals: [
              { of: 'sdk', as: 'value', atMost: 7.5 },
              { of: 'regions, decode alone', as: 'value', atMost: 0.6 },
            ],
          },
          { name: 'lazy', unit: 'kB', reference: null },
          { name: 'one file', unit: 'kB', reference: 'ky' },
        ],
        runs,
      ),
    };
  },
};
