import assert from 'node:assert/strict';
import type { OperationId } from '@detect-regions/spec';
import type { Json, JsonObject } from '@detect-regions/spec/document';
import { PNG, type Talk } from '../talk.ts';
import type { Case } from '../types.ts';

/** Longer than any text has to be where the description names no limit. */
const LONG = 5000;

const members = (schema: JsonObject | undefined): [string, JsonObject][] =>
  Object.entries((schema?.properties ?? {}) as Readonly<Record<string, JsonObject>>);

const settings = (talk: Talk): [string, JsonObject][] => {
  const request = talk.description.operation('postDetectRegions').body?.schema;
  return members((request?.properties as JsonObject | undefined)?.settings as JsonObject | undefined);
};

/** Values that a schema allows: all of a list, both booleans, the ends of a range. */
function allowed(schema: JsonObject): readonly Json[] {
  if (Array.isArray(schema.enum)) return schema.enum;
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
      return [schema.minimum ?? -(2 ** 40), 0, 90, schema.maximum ?? 2 ** 40];
    default:
      return ['any text'];
  }
}

/** Values that a schema does not allow. */
function forbidden(schema: JsonObject): readonly Json[] {
  const others: readonly Json[] = [null, [], {}];
  if (Array.isArray(schema.enum)) {
    const [first = ''] = schema.enum as readonly string[];
    const spelt = [`${first} `, first.toLowerCase(), `${first}x`].filter(
      (text) => !schema.enum?.toString().includes(text),
    );
    return [...others, 7, '', ...spelt];
  }
  switch (schema.type) {
    case 'boolean':
      return [...others, 'true', 0, 1];
    case 'integer':
      return [
        ...others,
        1.5,
        '0',
        ...(typeof schema.minimum === 'number' ? [schema.minimum - 1] : []),
        ...(typeof schema.maximum === 'number' ? [schema.maximum + 1] : []),
      ];
    default:
      return others;
  }
}

/** What the description allows is taken, and what it does not allow is refused: whatever it says. */
export const described: readonly Case[] = [
  {
    title: 'every value of every setting is taken, and reaches what finds the regions',
    why: 'a client offers what the description lists',
    async run(talk) {
      assert.notDeepEqual(settings(talk), []);
      for (const [name, schema] of settings(talk)) {
        for (const value of allowed(schema)) {
          const answer = await talk.submit({ image: PNG, settings: { [name]: value } });
          assert.equal(answer.status, 200, `${name} ${String(value)}: ${answer.text}`);
          const asked: Readonly<Record<string, unknown>> = { ...(await talk.service.asked()) };
          assert.equal(asked[name], value);
          await talk.service.ends({ regions: [] });
        }
      }
    },
  },
  {
    title: 'a setting that is left out has its default',
    why: 'a client leaves out what it does not care for',
    on: ['server'],
    async run(talk) {
      const defaults = settings(talk).map(([name, schema]) => [name, schema.default]);
      for (const body of [{ image: PNG }, { image: PNG, settings: {} }]) {
        await talk.task(body);
        assert.deepEqual(await talk.service.asked(), Object.fromEntries(defaults));
        await talk.service.ends({ regions: [] });
      }
    },
  },
  {
    title: 'any other value of a setting is refused by the name of the setting',
    why: 'an app is mended by it',
    async run(talk) {
      for (const [name, schema] of settings(talk)) {
        for (const value of forbidden(schema)) {
          const answer = await talk.submit({ image: PNG, settings: { [name]: value } });
          assert.equal(answer.status, 400, `${name} ${JSON.stringify(value)}`);
          assert.match(answer.words('detail'), new RegExp(`\\bsettings\\.${name}\\b`));
        }
      }
    },
  },
  {
    title: 'a text that is none of a short list is refused with the list',
    why: 'a caller need not look it up',
    async run(talk) {
      for (const [name, { enum: values }] of settings(talk)) {
        if (!Array.isArray(values) || values.length > 20) continue;
        const answer = await talk.submit({ image: PNG, settings: { [name]: 'none of these' } });
        for (const value of values)
          assert.match(answer.words('detail'), new RegExp(`\\b${String(value)}\\b`));
      }
    },
  },
  {
    title: 'a member of a submission may be left out if it is not required, and only then',
    why: 'a client leaves out what need not be sent',
    async run(talk) {
      const { required = [], properties } =
        talk.description.operation('postDetectRegions').body?.schema ?? {};
      const full: Readonly<Record<string, unknown>> = { image: PNG, settings: {} };
      for (const name of Object.keys(properties as JsonObject)) {
        const { [name]: _, ...rest } = full;
        const answer = await talk.submit(rest);
        const needed = (required as readonly string[]).includes(name);
        assert.equal(answer.status, needed ? 400 : 200, name);
        if (needed) assert.match(answer.words('detail'), new RegExp(`\\b${name}\\b`));
      }
      for (const value of [null, [], 'text', 7]) {
        const answer = await talk.submit({ image: PNG, settings: value });
        assert.equal(answer.status, 400);
        assert.match(answer.words('detail'), /\bsettings\b/);
      }
      for (const value of [null, [], {}, 7, true, '']) {
        const answer = await talk.submit({ image: value });
        assert.equal(answer.status, 400);
        assert.match(answer.words('detail'), /\bimage\b/);
      }
    },
  },
  {
    title: 'a member of a request for a token may be left out if it is not required, and only then',
    why: 'a client leaves out what need not be sent',
    async run(talk) {
      const { required = [], properties } = talk.description.operation('postToken').body?.schema ?? {};
      for (const name of Object.keys(properties as JsonObject)) {
        const { [name]: _, ...rest } = talk.grant();
        const answer = await talk.call('postToken', { body: new URLSearchParams(rest) });
        const needed = (required as readonly string[]).includes(name);
        assert.equal(answer.status, needed ? 400 : 200, name);
        if (needed) assert.match(answer.words('error_description'), new RegExp(`\\b${name}\\b`));
      }
    },
  },
  {
    title: 'a parameter may be left out if it is not required, and has the length that the description says',
    why: 'a client checks by the description before it calls',
    async run(talk) {
      for (const { id, parameters } of talk.description.operations) {
        const good = Object.fromEntries(parameters.map(({ name }) => [name, 'x']));
        for (const { name, required, schema } of parameters) {
          const { [name]: _, ...rest } = good;
          const { minLength = 0, maxLength } = schema as { minLength?: number; maxLength?: number };
          const status = async (query: Record<string, string>): Promise<unknown> => {
            const answer = await talk.call(id as OperationId, { query });
            if (answer.status === 400) assert.match(answer.words('detail'), new RegExp(`\\b${name}\\b`));
            return answer.status;
          };
          assert.equal(await status(rest), required ? 400 : 200, `${id} without ${name}`);
          const sized = (length: number): Promise<unknown> => status({ ...good, [name]: 'x'.repeat(length) });
          assert.equal(await sized(minLength), 200);
          if (minLength > 0) assert.equal(await sized(minLength - 1), 400);
          assert.equal(await sized(maxLength ?? LONG), 200);
          if (maxLength !== undefined) assert.equal(await sized(maxLength + 1), 400);
        }
      }
    },
  },
];
