/** Shows what is being done, in a line that the next call replaces; nothing where nobody watches. */
export function showProgress(doing: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[K${doing}`);
}

/** Takes that line away. */
export function endProgress(): void {
  showProgress('');
}
