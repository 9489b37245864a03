import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { nameTemplate } from './name-template.ts';

it.each([
  ['{dir}/{name}.{ext}', 'page.png', 'page.svg'],
  ['{dir}/{name}.{ext}', 'a/page.png', 'a/page.svg'],
  ['out/{dir}/{name}.{ext}', 'page.png', 'out/page.svg'],
  ['/out/{dir}/{name}.{ext}', 'page.png', '/out/page.svg'],
])(
  '%s of %s is %s: below the working folder, unless the template is absolute',
  (template, relative, path) => {
    expect(nameTemplate(template, 'svg')({ relative }, 0)).toBe(resolve(path));
  },
);
