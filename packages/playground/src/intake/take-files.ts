import { imageFormats } from '@detect-regions/spec';
import { complaint } from '../state/complaint.ts';
import { putOnDesk } from './put-on-desk.ts';
import { samplePage } from './sample.ts';

/** What a file picker offers; on phones, the camera too. The bytes decide all the same. */
export const accepted: string = [
  'image/*',
  'application/pdf',
  ...imageFormats.map((format) => `.${format}`),
].join(',');

/** Takes the first of the files that were dropped, pasted or picked. */
export async function takeFiles(files: Iterable<File>, nameless = ''): Promise<void> {
  const [file, ...others] = files;
  if (file === undefined) return;
  await putOnDesk(file, nameless || file.name);
  if (others.length > 0 && complaint.value === null) {
    complaint.value = {
      message: `Of ${others.length + 1} files, the first is shown.`,
      hint: 'For many at a time there is detect-regions batch.',
    };
  }
}

/** Takes the page that comes with the playground, for those who have none at hand. */
export async function takeSample(): Promise<void> {
  await putOnDesk(await samplePage(), 'sample.png');
}

/** Takes what is on the clipboard, when it is an image. */
export function takePaste(event: ClipboardEvent): void {
  const [file] = event.clipboardData?.files ?? [];
  if (file === undefined) return;
  event.preventDefault();
  // Browsers call each picture that is pasted image.png.
  void takeFiles([file], file.name === 'image.png' ? 'pasted.png' : file.name);
}
