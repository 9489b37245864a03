/** What an answer about a task may be sent as, the usual one first; the text of all is the same JSON. */
const TASK_MEDIA_TYPES = ['application/json', 'text/plain', 'text/json'] as const;

/** The media ranges of an Accept header with their weights (RFC 9110, section 12.5.1), in lower case. */
function readRanges(accept: string): ReadonlyMap<string, number> {
  const ranges = accept.split(',').map((range): [string, number] => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const quality = weight === undefined ? 1 : Number.parseFloat(weight);
    return [type, Number.isNaN(quality) ? 1 : quality];
  });
  return new Map(ranges.filter(([type]) => type !== ''));
}

/**
 * The media type for a task: of those that the caller likes best, the first of ours. Where the
 * caller takes none of them it is JSON all the same, as at the service.
 *
 * @param accept - the Accept header; `null` where there is none
 */
export function taskMediaType(accept: string | null): (typeof TASK_MEDIA_TYPES)[number] {
  const ranges = readRanges(accept ?? '');
  // The most specific range counts, not the one that weighs most.
  const qualityOf = (type: string): number =>
    ranges.get(type) ?? ranges.get(`${type.split('/')[0]}/*`) ?? ranges.get('*/*') ?? 0;
  const best = Math.max(...TASK_MEDIA_TYPES.map(qualityOf));
  return TASK_MEDIA_TYPES.find((type) => best > 0 && qualityOf(type) === best) ?? TASK_MEDIA_TYPES[0];
}
