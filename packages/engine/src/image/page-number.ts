import { EngineError } from '../errors.ts';

/**
 * Checks that a file has the page that is asked for.
 *
 * @param page - counted from 1
 * @param count - how many pages or frames the file has
 * @throws EngineError `no-such-page` that says how many there are
 */
export function checkPageNumber(page: number, count: number): void {
  if (page <= count) return;
  const has = count === 1 ? 'one page only' : `${count} pages`;
  throw new EngineError('no-such-page', `There is no page ${page}: the file has ${has}.`, { field: 'page' });
}
