import type { Document } from 'yaml';
import { questions } from './expected.ts';

/** Something that the spec could promise besides, and what then nobody has touched. */
export interface Addition {
  change(spec: Document): void;
  readonly missing: readonly string[];
}

const paths = {
  tasks: ['paths', '/v5.0/ocr/DetectRegions'],
  status: ['paths', '/v5.0/ocr/Utilities/GetTaskStatus'],
};
const schemas = ['components', 'schemas'];
const setting = (name: string): string[] => [...schemas, 'DetectRegionsSettings', 'properties', name];

const answers = ['client', 'sdk'];
const everywhere = [...answers, 'server'];

export const additions: readonly (readonly [string, Addition])[] = [
  [
    'an operation',
    {
      change: (spec) => {
        spec.setIn([...paths.status, 'head'], { operationId: 'peek', responses: { 204: {} } });
      },
      missing: [
        ...everywhere.map((way) => `peek request with a token (${way})`),
        ...answers.map((way) => `peek 204 (${way})`),
      ],
    },
  ],
  [
    'a status',
    {
      change: (spec) => spec.setIn([...paths.tasks, 'get', 'responses', '410'], { description: 'Too late.' }),
      missing: answers.map((way) => `getDetectRegions 410 (${way})`),
    },
  ],
  [
    'a value of a setting',
    {
      change: (spec) => spec.addIn([...schemas, 'DsrMode', 'enum'], 'Imaginary'),
      missing: everywhere.map((way) => `postDetectRegions request body.settings.dsrMode=Imaginary (${way})`),
    },
  ],
  [
    'a default',
    {
      change: (spec) => spec.setIn([...setting('language'), 'default'], 'German'),
      missing: ['sdk', 'server'].map(
        (way) => `postDetectRegions request body.settings.language left out, so German (${way})`,
      ),
    },
  ],
  [
    'a limit',
    {
      change: (spec) => spec.setIn([...setting('rotate'), 'maximum'], 360),
      missing: everywhere.map((way) => `postDetectRegions request body.settings.rotate=360 (${way})`),
    },
  ],
  [
    'a value of an answer',
    {
      change: (spec) => spec.addIn([...schemas, 'OCRTaskStatus', 'enum'], 'Cancelled'),
      missing: questions.flatMap((operation) =>
        answers.map((way) => `${operation} 200 body.taskStatus=Cancelled (${way})`),
      ),
    },
  ],
  [
    'a member of an answer',
    {
      change: (spec) => spec.setIn([...schemas, 'OCRResult', 'properties', 'page'], { type: 'integer' }),
      missing: questions.flatMap((operation) =>
        answers.map((way) => `${operation} 200 body.results[].page (${way})`),
      ),
    },
  ],
  [
    'a header',
    {
      change: (spec) => spec.setIn([...paths.tasks, 'post', 'responses', '200', 'headers'], { Location: {} }),
      missing: answers.map((way) => `postDetectRegions 200 header location (${way})`),
    },
  ],
  [
    'a media type',
    {
      change: (spec) =>
        spec.setIn([...paths.tasks, 'get', 'responses', '200', 'content', 'application/xml'], {}),
      missing: answers.map((way) => `getDetectRegions 200 as application/xml (${way})`),
    },
  ],
  [
    'a parameter',
    {
      change: (spec) => spec.addIn([...paths.status, 'get', 'parameters'], { name: 'lang', in: 'query' }),
      missing: everywhere.map((way) => `getTaskStatus request parameter lang (${way})`),
    },
  ],
];
