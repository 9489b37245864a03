/**
 * The text of an answer, cut off after `limit` bytes: what follows is neither read nor kept.
 */
export async function readCapped(response: Response, limit: number): Promise<string> {
  const { headers, body } = response;
  if (Number(headers.get('content-length') ?? Infinity) <= limit && !headers.has('content-encoding')) {
    return response.text();
  }
  const reader = body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let left = limit; left > 0; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.length;
  }
  await reader.cancel();
  return text;
}
