import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// Loaded before a program: writes the packages that it has imported into the file that IMPORTS_FILE names.
const imported = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    if (!/^(\.|\/|file:|node:)/.test(specifier)) imported.add(specifier);
    return next(specifier, context);
  },
});
process.on('exit', () => writeFileSync(process.env.IMPORTS_FILE ?? '', [...imported].sort().join('\n')));
