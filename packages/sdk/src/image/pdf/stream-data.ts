import { arrayOf, countOf, type Dictionary, dictionaryOf } from './syntax.ts';

/** More than this is not decompressed, in bytes. */
const longest = 4 * 1024 * 1024;

/**
 * What a stream of PDF holds, where it is plain or `FlateDecode`, with or without a predictor of PNG (ISO 32000-1,
 * section 7.4.4): that is what the streams that matter here come as.
 *
 * @returns `undefined` for others
 */
export async function streamData(bytes: Uint8Array, dictionary: Dictionary): Promise<Uint8Array | undefined> {
  const filters = [dictionary.get('/Filter') ?? []].flat();
  if (filters.length === 0) return bytes;
  // Of the runtimes, only old ones can't decompress.
  if (filters.length > 1 || filters[0] !== '/FlateDecode' || typeof DecompressionStream !== 'function')
    return undefined;
  const data = await inflate(bytes);
  const given = dictionary.get('/DecodeParms');
  const parameters = dictionaryOf(arrayOf(given)?.[0] ?? given);
  const of = (name: string, otherwise: number): number => countOf(parameters?.get(name)) ?? otherwise;
  const predictor = of('/Predictor', 1);
  if (predictor === 1) return data;
  const bits = of('/Colors', 1) * of('/BitsPerComponent', 8);
  return predictor < 10
    ? undefined
    : undoPrediction(data, Math.ceil((of('/Columns', 1) * bits) / 8), Math.ceil(bits / 8));
}

/** As much as can be decompressed: some streams are followed by what does not belong to them. */
async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  try {
    while (length < longest) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    await reader.cancel();
  } catch {
    // What came before is good.
  }
  const all = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

/**
 * Undoes the filters of PNG (its specification, section 9): each row begins with the number of its own.
 *
 * @param width - bytes of a row, without that number
 * @param step - bytes from a value to the one on its left
 */
function undoPrediction(data: Uint8Array, width: number, step: number): Uint8Array {
  const rows = Math.floor(data.length / (width + 1));
  const result = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (width + 1)];
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column < step ? 0 : (result[at - step] as number);
      const up = row === 0 ? 0 : (result[at - width] as number);
      const corner = row === 0 || column < step ? 0 : (result[at - width - step] as number);
      const predicted =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, corner)
                : 0;
      result[at] = (data[row * (width + 1) + 1 + column] as number) + predicted;
    }
  }
  return result;
}

function paeth(left: number, up: number, corner: number): number {
  const distance = (value: number): number => Math.abs(left + up - corner - value);
  if (distance(left) <= distance(up) && distance(left) <= distance(corner)) return left;
  return distance(up) <= distance(corner) ? up : corner;
}
