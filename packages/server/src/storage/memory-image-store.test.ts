import { describeImageStore } from '../../test/describe-image-store.ts';
import { MemoryImageStore } from './memory-image-store.ts';

describeImageStore('MemoryImageStore', async (maxBytes) => new MemoryImageStore(maxBytes, Date.now));
