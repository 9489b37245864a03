import { Option } from 'commander';
import { levels } from '../region-files/region-page.ts';

/** The flag that says what is read of a ground truth with blocks and lines. */
export function levelFlag(): Option {
  return new Option('--level <level>', 'What to read of a ground truth that has both.')
    .choices(levels)
    .default(undefined, 'blocks, where it has them');
}
