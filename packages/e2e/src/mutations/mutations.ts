import type { Catcher } from './catchers.ts';
import { added, type Change, remove, removed, rename, replaced, replaceItem, set } from './edit-spec.ts';

/** One change of the spec, and who must notice it. */
export interface Mutation {
  readonly name: string;
  readonly change: Change;
  /**
   * Besides `generate:check`, which notices each: not all that do, since each takes its time. Empty where the change
   * means nothing to a program.
   */
  readonly caughtBy: readonly Exclude<Catcher, 'generate:check'>[];
}

const schema = (name: string, ...rest: readonly string[]): string[] => [
  'components',
  'schemas',
  name,
  ...rest,
];
const setting = (name: string, ...rest: readonly string[]): string[] =>
  schema('DetectRegionsSettings', 'properties', name, ...rest);
const tasks = (method: string, ...rest: readonly string[]): string[] => [
  ...['paths', '/v5.0/ocr/DetectRegions', method],
  ...rest,
];
const status = (...rest: readonly string[]): string[] => [
  ...['paths', '/v5.0/ocr/Utilities/GetTaskStatus', 'get'],
  ...rest,
];
const token = (...rest: readonly string[]): string[] => ['paths', '/connect/token', 'post', ...rest];

const none = { $ref: '#/components/responses/Forbidden' };

export const mutations: readonly Mutation[] = [
  // Values of requests.
  {
    name: 'a mode is dropped',
    change: (spec) => replaceItem(spec, schema('DsrMode', 'enum'), 'CraftPoly'),
    caughtBy: ['types', 'vendor'],
  },
  {
    name: 'a mode is added',
    change: (spec) => spec.addIn(schema('DsrMode', 'enum'), 'Imaginary'),
    caughtBy: ['types'],
  },
  {
    name: 'a mode is renamed',
    change: (spec) => replaceItem(spec, schema('DsrMode', 'enum'), 'LineDetector', 'LineFinder'),
    caughtBy: ['vendor'],
  },
  {
    name: 'a confidence is renamed',
    change: (spec) => replaceItem(spec, schema('DsrConfidence', 'enum'), 'Ultra', 'Highest'),
    caughtBy: ['types', 'vendor'],
  },
  {
    name: 'a language is dropped',
    change: (spec) => replaceItem(spec, schema('Language', 'enum'), 'Kazah'),
    caughtBy: ['vendor'],
  },
  {
    name: 'the spelling of a language is put right',
    change: (spec) => replaceItem(spec, schema('Language', 'enum'), 'Ukrainan', 'Ukrainian'),
    caughtBy: ['vendor'],
  },
  // Defaults.
  {
    name: 'a default is turned round',
    change: replaced(setting('makeUpsampling', 'default'), true),
    caughtBy: ['vendor'],
  },
  {
    name: 'the default language is another',
    change: replaced(setting('language', 'default'), 'German'),
    caughtBy: ['vendor'],
  },
  {
    name: 'the default mode is another',
    change: replaced(setting('dsrMode', 'default'), 'LineDetector'),
    caughtBy: ['vendor'],
  },
  // Settings.
  {
    name: 'a setting is added',
    change: added(setting('makeDespeckle'), {
      type: 'boolean',
      default: false,
      description: 'Remove specks first.',
      example: false,
    }),
    caughtBy: ['contract'],
  },
  {
    name: 'a setting is dropped',
    change: (spec) => {
      remove(spec, setting('makeUpsampling'));
      remove(spec, schema('DetectRegionsSettings', 'example', 'makeUpsampling'));
      remove(
        spec,
        tasks('post', 'requestBody', 'content', 'application/json', 'example', 'settings', 'makeUpsampling'),
      );
    },
    caughtBy: ['types', 'vendor'],
  },
  {
    name: 'a setting is renamed',
    change: (spec) => {
      rename(spec, schema('DetectRegionsSettings', 'properties'), 'rotate', 'turn');
      rename(spec, schema('DetectRegionsSettings', 'example'), 'rotate', 'turn');
      rename(
        spec,
        tasks('post', 'requestBody', 'content', 'application/json', 'example', 'settings'),
        'rotate',
        'turn',
      );
    },
    caughtBy: ['vendor'],
  },
  {
    name: 'a setting is a text instead of a number',
    change: (spec) => {
      set(spec, setting('rotate'), {
        type: 'string',
        default: '0',
        description: 'Turn the image.',
        example: '0',
      });
      set(spec, schema('DetectRegionsSettings', 'example', 'rotate'), '0');
      set(
        spec,
        tasks('post', 'requestBody', 'content', 'application/json', 'example', 'settings', 'rotate'),
        '0',
      );
    },
    caughtBy: ['vendor'],
  },
  {
    name: 'the greatest number is less',
    change: replaced(setting('rotate', 'maximum'), 360),
    caughtBy: ['contract'],
  },
  {
    name: 'the greatest number is more',
    change: replaced(setting('rotate', 'maximum'), 4_294_967_295),
    caughtBy: ['contract'],
  },
  // Requests.
  {
    name: 'the settings are required',
    change: replaced(schema('DetectRegionsRequest', 'required'), ['image', 'settings']),
    caughtBy: ['contract'],
  },
  {
    name: 'the image is not required',
    change: removed(schema('DetectRegionsRequest', 'required')),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'an id may be no longer than a GUID',
    change: replaced(['components', 'parameters', 'TaskId', 'schema', 'maxLength'], 36),
    caughtBy: ['contract'],
  },
  {
    name: 'a parameter is renamed',
    change: replaced(['components', 'parameters', 'TaskId', 'name'], 'taskId'),
    caughtBy: ['vendor'],
  },
  {
    name: 'a parameter is optional',
    change: replaced(['components', 'parameters', 'TaskId', 'required'], false),
    caughtBy: ['contract'],
  },
  {
    name: 'a token is asked for in JSON',
    change: (spec) =>
      rename(spec, token('requestBody', 'content'), 'application/x-www-form-urlencoded', 'application/json'),
    caughtBy: ['vendor'],
  },
  {
    name: 'an operation needs no token',
    change: added(status('security'), []),
    caughtBy: ['contract', 'vendor'],
  },
  // Answers.
  {
    name: 'a status of tasks is added',
    change: (spec) => spec.addIn(schema('OCRTaskStatus', 'enum'), 'Cancelled'),
    caughtBy: ['vendor'],
  },
  {
    name: 'a status of tasks is dropped',
    change: (spec) => replaceItem(spec, schema('OCRTaskStatus', 'enum'), 'NotExist'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a kind of answer is renamed',
    change: (spec) => replaceItem(spec, schema('ResponseStatusCode', 'enum'), 'TaskNotFound', 'Unknown'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a required member of an answer may be left out',
    change: replaced(schema('OCRResponse', 'required'), ['taskStatus']),
    caughtBy: ['vendor'],
  },
  {
    name: 'a member of an answer is required',
    change: (spec) => {
      spec.addIn(schema('OCRResponse', 'required'), 'results');
      spec.setIn(status('responses', '200', 'content', 'application/json', 'example', 'results'), []);
    },
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a member of an answer is dropped',
    change: (spec) => {
      remove(spec, schema('OCRResponse', 'properties', 'error'));
      remove(spec, schema('OCRError'));
    },
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a member of an answer is renamed',
    change: (spec) => {
      rename(spec, schema('TokenResponse', 'properties'), 'expires_in', 'lifetime');
      replaceItem(spec, schema('TokenResponse', 'required'), 'expires_in', 'lifetime');
      rename(
        spec,
        token('responses', '200', 'content', 'application/json', 'example'),
        'expires_in',
        'lifetime',
      );
    },
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a member of an answer is of another type',
    change: (spec) => {
      set(spec, schema('TokenResponse', 'properties', 'expires_in'), {
        type: 'string',
        description: 'For how long the token is good.',
        example: '1 h',
      });
      set(spec, token('responses', '200', 'content', 'application/json', 'example', 'expires_in'), '1 h');
    },
    caughtBy: ['contract', 'vendor'],
  },
  // Statuses, headers, media types, operations.
  { name: 'a status is dropped', change: removed(tasks('get', 'responses', '400')), caughtBy: ['contract'] },
  {
    name: 'a status is added',
    change: added(tasks('get', 'responses', '409'), none),
    caughtBy: ['contract'],
  },
  {
    name: 'the status of a success is another',
    change: (spec) => rename(spec, tasks('post', 'responses'), '200', '202'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'the id comes as JSON',
    change: (spec) =>
      rename(spec, tasks('post', 'responses', '200', 'content'), 'text/plain', 'application/json'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a header is dropped',
    change: removed(['components', 'responses', 'Unavailable', 'headers']),
    caughtBy: ['contract'],
  },
  {
    name: 'a path is another',
    change: (spec) => rename(spec, ['paths'], '/v5.0/ocr/Utilities/GetTaskStatus', '/v5.0/ocr/TaskStatus'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'a method is another',
    change: (spec) => rename(spec, ['paths', '/v5.0/ocr/DetectRegions'], 'delete', 'put'),
    caughtBy: ['contract', 'vendor'],
  },
  {
    name: 'an operation is dropped',
    change: (spec) => {
      remove(spec, tasks('delete'));
      remove(spec, tasks('post', 'responses', '200', 'links', 'cancelDetectRegions'));
    },
    caughtBy: ['types', 'vendor'],
  },
  {
    name: 'an operation has another name',
    change: (spec) => {
      set(spec, status('operationId'), 'getStatus');
      set(spec, tasks('post', 'responses', '200', 'links', 'getTaskStatus', 'operationId'), 'getStatus');
    },
    caughtBy: ['types', 'vendor'],
  },
  // What means nothing to a program.
  {
    name: 'a description is another',
    change: replaced(setting('makeContrastCorrection', 'description'), 'Raise the contrast.'),
    caughtBy: [],
  },
  {
    name: 'an example is another',
    change: replaced(schema('TokenResponse', 'properties', 'expires_in', 'example'), 1800),
    caughtBy: [],
  },
  { name: 'a summary is another', change: replaced(tasks('post', 'summary'), 'Send an image'), caughtBy: [] },
];
