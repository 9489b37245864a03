/** Gives the user a text as a file. */
export function save(text: string, name: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Once the browser has begun to take it.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
