import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const consumers = ['sdk', 'server', 'engine', 'msw', 'cli'];

/** Type-checks what uses `@detect-regions/spec`, and not the client, with the sources of that package from elsewhere. */
export class ConsumerTypes {
  readonly #sources = new Map<string, ts.SourceFile | undefined>();
  readonly #options: ts.CompilerOptions;
  readonly #files: readonly string[];
  readonly #root: string;

  /** @param root - of the repository, whose packages are built */
  constructor(root: string) {
    this.#root = root;
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    this.#options = {
      ...options,
      // What the packages set of their own, taken together.
      lib: [
        'lib.es2024.d.ts',
        'lib.dom.d.ts',
        'lib.dom.iterable.d.ts',
        'lib.dom.asynciterable.d.ts',
        'lib.esnext.disposable.d.ts',
      ],
      types: ['node'],
      paths: { '#files': [join(root, 'packages/sdk/src/files/node.ts')] },
    };
    this.#files = consumers.flatMap((name) =>
      ts.sys
        .readDirectory(join(root, 'packages', name), ['.ts'], ['**/dist', '**/node_modules', '**/scripts'])
        .filter((file) => {
          const text = readFileSync(file, 'utf8');
          // The client is not generated anew, which takes Java and its time: that it is old must count for nothing.
          return text.includes("'@detect-regions/spec") && !text.includes("'@detect-regions/client");
        }),
    );
  }

  /**
   * Checks all that uses the spec.
   *
   * @param spec - a folder with the sources of the package
   * @returns a line per error
   */
  check(spec: string): readonly string[] {
    const host = ts.createCompilerHost(this.#options);
    const { getSourceFile } = host;
    host.getCurrentDirectory = () => join(this.#root, 'packages/e2e');
    host.getSourceFile = (name, ...rest) => {
      if (name.startsWith(spec)) return getSourceFile(name, ...rest);
      if (!this.#sources.has(name)) this.#sources.set(name, getSourceFile(name, ...rest));
      return this.#sources.get(name);
    };
    host.resolveModuleNameLiterals = (literals, file, redirected, options, source) =>
      literals.map((literal) => {
        const ours = /^@detect-regions\/spec(?:\/([\w-]+))?$/.exec(literal.text);
        if (ours !== null) {
          const resolvedFileName = join(spec, `${ours[1] ?? 'index'}.ts`);
          return { resolvedModule: { resolvedFileName, extension: '.ts', isExternalLibraryImport: false } };
        }
        const mode = ts.getModeForUsageLocation(source, literal, options);
        return ts.resolveModuleName(literal.text, file, options, host, undefined, redirected, mode);
      });
    const program = ts.createProgram(this.#files, this.#options, host);
    const errors = this.#files.flatMap((file) => [
      ...program.getSemanticDiagnostics(program.getSourceFile(file)),
    ]);
    return [...program.getGlobalDiagnostics(), ...errors].map(({ file, messageText }) =>
      [file?.fileName.slice(this.#root.length), ts.flattenDiagnosticMessageText(messageText, ' ')].join(': '),
    );
  }
}
