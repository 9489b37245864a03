import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { languages } from '@detect-regions/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../cli.ts';
import { fish, need, type Requirement, zsh } from '../requirement.ts';
import { needTerminal, openProgram, openTerminal } from '../terminal/terminal.ts';

const exec = promisify(execFile);
const bash: Requirement = { name: 'bash', programs: ['bash'], install: 'apt-get install -y bash' };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detect-regions-completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout, stderr } = await run(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await writeFile(join(folder, `completion.${shell}`), stdout);
  }
  await writeFile(join(folder, 'page one.png'), '');
  await writeFile(join(folder, 'notes.txt'), '');
  await mkdir(join(folder, 'scans'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What bash is given by the script for each of some command lines, whose last word is to be completed. */
async function replies(lines: readonly (readonly string[])[]): Promise<string[][]> {
  const calls = lines.map((words) => {
    const list = ['detect-regions', ...words].map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _detect_regions; echo "\${COMPREPLY[*]}"`;
  });
  const script = [`source '${join(folder, 'completion.bash')}'`, 'set -u', ...calls].join('\n');
  const { stdout } = await exec('bash', ['--norc', '--noprofile', '-c', script]);
  return stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => line.split(' ').filter((word) => word !== ''));
}

describe('completion bash', () => {
  it.each<[string[], string[]]>([
    [['det'], ['detect']],
    [['new'], ['new-client']],
    [
      ['detect', '--f'],
      ['--format', '--force'],
    ],
    [['detect', '--no-make-b'], ['--no-make-binarization']],
    [
      ['detect', 'a.png', '--format', ''],
      ['table', 'json', 'svg'],
    ],
    [['detect', '-f', 'sv'], ['svg']],
    // With "=" among COMP_WORDBREAKS, as bash has it, and without.
    [['detect', '--format', '=', 'sv'], ['svg']],
    [
      ['detect', '--format', '='],
      ['table', 'json', 'svg'],
    ],
    [['detect', '--format=sv'], ['--format=svg']],
    [
      ['--error-format', ''],
      ['text', 'json'],
    ],
    [['--error-format', 'json', 'det'], ['detect']],
    [['detect', '--language', 'Jap'], ['Japanese']],
    [['serve', '--log-level', 'w'], ['warn']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['help', 'work'], ['worker']],
    // A path, which is for bash itself to complete; a number, which nobody knows.
    [['detect', 'pa'], []],
    [['serve', '--port', ''], []],
  ])('%j is completed by %j', async (words, expected) => {
    const [reply] = await replies([words]);
    expect(reply).toEqual(expect.arrayContaining(expected));
    if (expected.length < 3) expect(reply).toEqual(expected);
  });

  it('knows all languages of the spec, and all commands and flags of --help', async () => {
    const [given, commands] = await replies([['detect', '--language', ''], ['']]);
    expect(given).toEqual(languages);
    for (const command of commands ?? []) {
      const [{ stdout }, [flags]] = await Promise.all([run([command, '--help']), replies([[command, '-']])]);
      const inHelp = [...stdout.matchAll(/^ {2}(?:-\w, )?--(?:\[no-\])?([\w-]+)/gm)].map(
        ([, name]) => `--${name}`,
      );
      expect(inHelp.filter((flag) => flag !== '--version' && !flags?.includes(flag))).toEqual([]);
    }
  });
});

/** How each shell is started without anybody's settings, and given the script. */
const interactive: [string, Requirement, string[], string[]][] = [
  ['bash', bash, ['--norc', '--noprofile', '-i'], ['source completion.bash']],
  ['zsh', zsh, ['-f', '-i'], ['autoload -Uz compinit && compinit -D -u', 'source completion.zsh']],
  ['fish', fish, ['--no-config', '-i'], ['set fish_autosuggestion_enabled 0', 'source completion.fish']],
];

describe.each(interactive)('Tab in %s', (_name, requirement, args, setUp) => {
  it('completes commands, flags, their values, and paths', async (context) => {
    const program = need(context, requirement);
    await needTerminal(context);
    await using terminal = await openProgram(program, args, {
      cwd: folder,
      columns: 100,
      env: { HOME: folder, HISTFILE: '', XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    });
    for (const line of [...setUp, 'echo it is "ready"']) terminal.write(`${line}\r`);
    await terminal.until((lines) => lines.some((line) => line.startsWith('it is ready')));
    for (const [typed, expected] of [
      ['detect-regions det', /detect-regions detect$/],
      ['detect-regions detect --langu', /detect --language=?$/],
      ['detect-regions detect --language Jap', /--language Japanese$/],
      ['detect-regions debug --dsr-mode=LineD', /--dsr-mode=LineDetector$/],
      ['detect-regions detect --local pa', /--local page\\? one\.png$|--local 'page one\.png'$/],
      ['detect-regions debug --out sca', /--out scans\/$/],
      ['detect-regions serve --log-level deb', /--log-level debug$/],
      ['detect-regions completion fi', /completion fish$/],
    ] as const) {
      terminal.write(`${typed}\t`);
      await terminal.until((lines) => expected.test(lines.at(-1) ?? ''));
      // The line is thrown away.
      terminal.write('\u0015');
      await terminal.until((lines) => !expected.test(lines.at(-1) ?? ''));
    }
  });
});

it('tells on a terminal where the script belongs', async (context) => {
  await needTerminal(context);
  await using terminal = await openTerminal(['completion', 'fish'], { columns: 100 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.transcript().at(-1)).toBe(
    '  detect-regions completion fish > ~/.config/fish/completions/detect-regions.fish',
  );
});
