import { type Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';

/** A change of a spec, in its place. */
export type Change = (spec: Document) => void;

/** Replaces a value of a list; `undefined` takes it out. */
export function replaceItem(spec: Document, path: readonly string[], from: string, to?: string): void {
  const list = spec.getIn(path);
  if (!isSeq(list)) throw new Error(`${path.join('/')} is no list`);
  const at = list.items.findIndex((item) => isScalar(item) && item.value === from);
  if (at < 0) throw new Error(`${path.join('/')} has no ${from}`);
  if (to === undefined) spec.deleteIn([...path, at]);
  else spec.setIn([...path, at], to);
}

/** Renames a key, in its place. */
export function rename(spec: Document, path: readonly string[], from: string, to: string): void {
  const map = spec.getIn(path);
  const pair = isMap(map)
    ? (map as YAMLMap).items.find(({ key }) => isScalar(key) && key.value === from)
    : undefined;
  if (pair === undefined || !isScalar(pair.key)) throw new Error(`${path.join('/')} has no ${from}`);
  pair.key.value = to;
}

/** Takes out what must be there. */
export function remove(spec: Document, path: readonly (string | number)[]): void {
  if (!spec.deleteIn(path)) throw new Error(`there is no ${path.join('/')}`);
}

/** Puts a value in the place of one that must be there. */
export function set(spec: Document, path: readonly (string | number)[], value: unknown): void {
  if (!spec.hasIn(path)) throw new Error(`there is no ${path.join('/')}`);
  spec.setIn(path, spec.createNode(value));
}

/** {@link set}, as a change. */
export const replaced =
  (path: readonly (string | number)[], value: unknown): Change =>
  (spec) =>
    set(spec, path, value);
/** {@link remove}, as a change. */
export const removed =
  (path: readonly (string | number)[]): Change =>
  (spec) =>
    remove(spec, path);
/** Puts in what need not be there yet. */
export const added =
  (path: readonly (string | number)[], value: unknown): Change =>
  (spec) =>
    spec.setIn(path, spec.createNode(value));
