// A page: leaves a function for the test to call.
import { sdkSuite } from './sdk.suite.ts';
import { type Finding, runSuite, type World } from './suite.ts';

declare global {
  var findings: (world: World) => Promise<Record<string, Finding>>;
}

globalThis.findings = (world) => runSuite(sdkSuite, world);
