import type { ApiChange, Level } from './level.ts';

// The members that oasdiff does not look at: they are for readers, and nothing on the wire depends on them.
const words = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', 'links', 'openapi']);
// The members whose own members are named by us: a property may well be called `description`.
const naming = new Set([
  ...['properties', 'paths', 'schemas', 'responses', 'parameters', 'headers', 'securitySchemes'],
  ...['requestBodies', 'content', 'variables', 'scopes', 'pathItems', 'callbacks'],
]);

/** What was there, and what is there now; `undefined` where there is nothing. */
interface Difference {
  readonly path: readonly string[];
  readonly kind: 'words' | 'server' | 'extension' | 'other';
  readonly before: unknown;
  readonly after: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Walks two documents side by side. */
class Walk {
  readonly #before: unknown;
  readonly #after: unknown;
  /** What was referred to on both sides and is compared already: references may go in a circle. */
  readonly #compared = new Set<string>();

  constructor(before: unknown, after: unknown) {
    this.#before = before;
    this.#after = after;
  }

  all(): Generator<Difference> {
    return this.#between(this.#before, this.#after, [], 'other', false);
  }

  *#between(
    before: unknown,
    after: unknown,
    path: readonly string[],
    kind: Difference['kind'],
    named: boolean,
  ): Generator<Difference> {
    if (Object.is(before, after)) return;
    const list = Array.isArray(before) || Array.isArray(after);
    if (!isObject(before) || !isObject(after) || list) {
      if (JSON.stringify(before) !== JSON.stringify(after)) yield { path, kind, before, after };
      return;
    }
    // What is referred to may be written out instead, and the other way about: that is no change.
    const referring = kind === 'other' && before.$ref !== after.$ref;
    if (referring && before.$ref !== undefined && after.$ref !== undefined) {
      const pair = `${before.$ref} ${after.$ref}`;
      if (this.#compared.has(pair)) return;
      this.#compared.add(pair);
    }
    const old = referring ? followed(before, this.#before) : before;
    const now = referring ? followed(after, this.#after) : after;
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const inner = kind === 'other' && !named ? kindOf(key, path) : kind;
      yield* this.#between(old[key], now[key], [...path, key], inner, !named && naming.has(key));
    }
  }
}

/** A node with what it refers to in place of the reference; members beside a reference go before those behind it. */
function followed(
  node: Readonly<Record<string, unknown>>,
  document: unknown,
): Readonly<Record<string, unknown>> {
  const { $ref, ...beside } = node;
  if (typeof $ref !== 'string' || !$ref.startsWith('#/')) return node;
  let target: unknown = document;
  for (const key of $ref.slice(2).split('/')) {
    const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
    target = isObject(target) ? target[name] : undefined;
  }
  return isObject(target) ? { ...target, ...beside } : node;
}

function kindOf(key: string, path: readonly string[]): Difference['kind'] {
  if (key.startsWith('x-')) return 'extension';
  if (key === 'servers') return 'server';
  return words.has(key) || path[0] === 'info' || (path.length === 0 && key === 'tags') ? 'words' : 'other';
}

/** The longest value that is told in full. */
const longest = 80;

function tell(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return `\`${text.length > longest ? `${text.slice(0, longest)}…` : text}\``;
}

/** Less than there was breaks callers, more does not: a lower limit, a value taken out of a list, a member gone. */
function levelOfExtension({ before, after }: Difference): Level {
  if (before === undefined) return 'additive';
  if (after === undefined) return 'breaking';
  if (typeof before === 'number' && typeof after === 'number')
    return after < before ? 'breaking' : 'additive';
  if (Array.isArray(before) && Array.isArray(after)) {
    const now = new Set(after.map((entry) => JSON.stringify(entry)));
    return before.every((entry) => now.has(JSON.stringify(entry))) ? 'additive' : 'breaking';
  }
  return typeof before === 'string' && typeof after === 'string' ? 'editorial' : 'breaking';
}

/** A server that is added harms nobody; generated clients go to the first, so any other change does. */
function levelOfServers({ before, after }: Difference): Level {
  const bare = (servers: unknown): string[] =>
    Array.isArray(servers) ? servers.map((server) => JSON.stringify(withoutWords(server))) : [];
  const [old, now] = [bare(before), bare(after)];
  if (!old.every((server, index) => server === now[index])) return 'breaking';
  return now.length > old.length ? 'additive' : 'editorial';
}

function withoutWords(value: unknown): unknown {
  if (!isObject(value) || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([key]) => key !== 'description');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutWords(member)]));
}

/**
 * The changes that oasdiff does not see: words and examples, servers, and `x-` members, which carry limits here.
 *
 * @param judged - whether oasdiff found anything. Where it found nothing, what is left over is told as well: rather a
 * change too grave than one that nobody was told of.
 */
export function unseenChanges(before: unknown, after: unknown, judged: boolean): readonly ApiChange[] {
  const changes: ApiChange[] = [];
  const editorial: string[] = [];
  const add = (level: Level, id: string, text: string): void => {
    changes.push({ level, id, operations: [], text });
  };
  for (const difference of new Walk(before, after).all()) {
    const { kind, before: old, after: now } = difference;
    const place = difference.path.join('.');
    const said = `\`${place}\` was ${tell(old)} and is ${tell(now)}`;
    if (kind === 'words') editorial.push(place);
    else if (kind === 'extension') add(levelOfExtension(difference), 'extension', said);
    else if (kind === 'server') add(levelOfServers(difference), 'server', `the servers changed: ${said}`);
    else if (!judged) add(old === undefined ? 'additive' : 'breaking', 'other', said);
  }
  for (const place of editorial)
    add('editorial', 'example-or-words', `new words or examples at \`${place}\``);
  return changes;
}
