import {
  AbortError,
  AuthError,
  DetectionFailedError,
  type DetectRegions,
  DetectRegionsError,
  InvalidInputError,
} from '@detect-regions/sdk';

/** Shows an input for the image of a page, how it goes, and the lines of text on the page. */
export function showUploadPage(root: HTMLElement, client: DetectRegions): void {
  root.innerHTML = `
    <label>Image of a page <input type="file" accept="image/*"></label>
    <button type="button" disabled>Cancel</button>
    <p role="status"></p>
    <ol></ol>`;
  const input = root.querySelector('input') as HTMLInputElement;
  const cancel = root.querySelector('button') as HTMLButtonElement;
  const status = root.querySelector('p') as HTMLElement;
  const list = root.querySelector('ol') as HTMLElement;

  input.addEventListener('change', async () => {
    const [image] = input.files ?? [];
    if (image === undefined) return;
    const abort = new AbortController();
    cancel.onclick = () => abort.abort();
    cancel.disabled = false;
    input.disabled = true;
    list.replaceChildren();
    status.textContent = `Sending ${image.name} …`;
    try {
      const { regions } = await client.detect(image, {
        settings: { dsrMode: 'LineDetector' },
        signal: abort.signal,
        onProgress: (progress) => {
          status.textContent = `${image.name} is ${progress.status} …`;
        },
      });
      status.textContent = `Lines: ${regions.length}`;
      for (const { left, top, right, bottom } of regions) {
        const item = document.createElement('li');
        item.textContent = `${right - left} × ${bottom - top} pixels at ${left}, ${top}`;
        list.append(item);
      }
    } catch (error) {
      status.textContent = explain(error);
    } finally {
      cancel.disabled = true;
      input.disabled = false;
    }
  });
}

/** What a visitor is told, by what can be done about it. */
function explain(error: unknown): string {
  if (error instanceof AbortError) return 'Cancelled.';
  if (error instanceof AuthError) return 'Please sign in again.';
  if (error instanceof InvalidInputError) return `That file can't be used: ${error.message}`;
  if (error instanceof DetectionFailedError) return `The page can't be read: ${error.messages.join(' ')}`;
  if (!(error instanceof DetectRegionsError)) throw error;
  if (error.maybeSent) return 'The connection broke. The page may have been accepted.';
  return error.retryable ? 'The service is busy. Please try again later.' : `It failed: ${error.message}`;
}
