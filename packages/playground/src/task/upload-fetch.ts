/**
 * A fetch that tells how much of a body has been sent, which the browser's own does not. What has no body goes to that
 * one.
 *
 * @param onUpload - called with the bytes sent and the bytes in all
 */
export function uploadFetch(onUpload: (sent: number, total: number) => void): typeof fetch {
  return async (input, init = {}) => {
    const { body, method = 'POST', signal, headers } = init;
    if (!(typeof body === 'string' || body instanceof Blob)) return fetch(input, init);
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, String(input));
      for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
      request.upload.onprogress = ({ loaded, total }) => onUpload(loaded, total);
      request.onload = () => resolve(responseOf(request));
      // What fetch rejects with when no answer came.
      request.onerror = () => reject(new TypeError('No answer came.'));
      request.onabort = () => reject(signal?.reason);
      signal?.addEventListener('abort', () => request.abort(), { once: true });
      request.send(body);
    });
  };
}

function responseOf(request: XMLHttpRequest): Response {
  const lines = request.getAllResponseHeaders().trim().split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? '']];
  });
  return new Response(request.responseText, { status: request.status, headers });
}
