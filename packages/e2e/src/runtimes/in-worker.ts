// A worker of an edge network: is sent the world, and answers with what it found.
import { sdkSuite } from './sdk.suite.ts';
import { runSuite, type World } from './suite.ts';

// biome-ignore lint/style/noDefaultExport: that is where workerd looks for it.
export default {
  fetch: async (request: Request): Promise<Response> =>
    Response.json(await runSuite(sdkSuite, (await request.json()) as World)),
};
