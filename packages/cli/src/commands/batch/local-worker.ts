import { pMapIterable } from 'p-map';
import type { DetectorChoice } from '../../detectors/create.ts';
import { createDetector } from '../../detectors/create.ts';
import type { Detector } from '../../detectors/detector.ts';
import { openImage } from '../../input/image-file.ts';
import { looksLikeUrl } from '../../input/image-url.ts';
import type { Journal } from '../../journal/journal.ts';
import type { SentImage } from '../../journal/submissions.ts';
import type { Worked, Worker } from './workers.ts';

/** A worker that looks at images in this process, each in a thread of its own. */
export function localWorker(journal: Journal, choice: DetectorChoice, concurrency: number): Worker {
  const detectors = new Set<Detector>();
  const idle: Detector[] = [];
  const work = async (image: SentImage, signal: AbortSignal): Promise<Worked> => {
    let detector: Detector | undefined;
    try {
      // From now on a file with its result is this batch's own.
      if (image.state !== 'working') await journal.move(image, 'working');
      detector = idle.pop() ?? (await createDetector(choice));
      detectors.add(detector);
      const { name, source } = image;
      const where = looksLikeUrl(source) ? { name, url: source } : { name: source };
      const file = openImage({ ...where, relative: '' });
      const found = await detector.detect(file, { signal, onProgress: () => {} });
      return { image, page: { input: name, ...found } };
    } catch (error) {
      return { image, error };
    } finally {
      if (detector !== undefined) idle.push(detector);
    }
  };
  return {
    concurrency,
    work: (images, signal) => pMapIterable(images, (image) => work(image, signal), { concurrency }),
    async [Symbol.asyncDispose]() {
      await Promise.all([...detectors].map((detector) => detector[Symbol.asyncDispose]()));
    },
  };
}
