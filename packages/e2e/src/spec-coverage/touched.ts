import type { Json } from '@detect-regions/spec/document';
import { type Cell, leftOutSo, long, nameOf, serverCell, valued } from './cells.ts';
import type { Exchange } from './tap.ts';

/** Through what a cell was touched: the generated client, the SDK, or the local server down to its engine. */
export type Way = 'client' | 'sdk' | 'server';

export const ways: readonly Way[] = ['client', 'sdk', 'server'];

/** What went over the wire, by the way it was sent. It knows nothing of what a test meant to send. */
export class Touched {
  readonly #names = new Set<string>();
  /** The members that objects had, by the name of the place; members that are missing can't be seen otherwise. */
  readonly #objects = new Map<string, Set<string>>();

  /**
   * Takes note of a request and its answer.
   *
   * @param filledIn - settings that the request, or the caller, left out, with the values that arrived all the same
   */
  see(way: Way, exchange: Exchange, filledIn: Readonly<Record<string, unknown>> = {}): void {
    const { operation, origin, request, response } = exchange;
    this.#names.add(named(way, serverCell(origin)));
    const note = (where: string, what: string): void => {
      this.#names.add(named(way, { operation, where, what }));
    };
    const walk = (where: string, path: string, value: Json | undefined): void => {
      if (value === undefined) return;
      note(where, path);
      if (Array.isArray(value)) for (const item of value) walk(where, `${path}[]`, item);
      else if (typeof value === 'object' && value !== null) {
        const place = named(way, { operation, where, what: path });
        const seen = this.#objects.get(place) ?? new Set();
        this.#objects.set(place, seen.add(JSON.stringify(Object.keys(value).sort())));
        for (const [name, member] of Object.entries(value)) walk(where, `${path}.${name}`, member);
      } else {
        note(where, valued(path, value));
        if (typeof value === 'string') note(where, long(path, value.length));
      }
    };
    if (request.token) note('request', 'with a token');
    if (request.body !== undefined) note('request', `as ${request.mediaType}`);
    walk('request', 'body', request.body);
    for (const [name, value] of Object.entries(request.parameters))
      walk('request', `parameter ${name}`, value);
    for (const [name, value] of Object.entries(filledIn)) {
      note('request', leftOutSo(`body.settings.${name}`, value));
    }
    const status = String(response.status);
    note(status, '');
    for (const name of response.headers.keys()) note(status, `header ${name}`);
    if (response.body !== undefined) note(status, `as ${response.mediaType}`);
    walk(status, 'body', response.body);
  }

  has(way: Way, cell: Cell): boolean {
    const { absent } = cell;
    if (absent === undefined) return this.#names.has(named(way, cell));
    const seen = this.#objects.get(named(way, { ...cell, what: absent.from })) ?? [];
    return [...seen].some((members) => !(JSON.parse(members) as string[]).includes(absent.member));
  }

  /** What was not touched in a way that it needs, each with that way. */
  missing(cells: readonly Cell[], needs: (cell: Cell) => readonly Way[]): string[] {
    return cells.flatMap((cell) =>
      needs(cell)
        .filter((way) => !this.has(way, cell))
        .map((way) => `${nameOf(cell)} (${way})`),
    );
  }
}

const named = (way: Way, cell: Cell): string => `${way} ${nameOf(cell)}`;
