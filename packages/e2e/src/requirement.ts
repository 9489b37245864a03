import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { isFull } from './is-full.ts';

/** A program that a test needs and Node does not bring. */
export interface Requirement {
  readonly name: string;
  /** The names it may have on the PATH, or paths from the root of the repository. */
  readonly programs: readonly string[];
  /** The line that installs it. */
  readonly install: string;
}

export const chromium: Requirement = {
  name: 'Chromium',
  programs: ['chromium', 'chromium-browser', 'google-chrome'],
  install: 'apt-get install -y chromium',
};

export const curl: Requirement = {
  name: 'curl',
  programs: ['curl'],
  install: 'apt-get install -y curl',
};

export const openssl: Requirement = {
  name: 'OpenSSL',
  programs: ['openssl'],
  install: 'apt-get install -y openssl',
};

export const schemathesis: Requirement = {
  name: 'schemathesis',
  programs: ['schemathesis', '.cache/python/bin/schemathesis'],
  install: 'python3 -m venv .cache/python && .cache/python/bin/pip install schemathesis==4.32.5',
};

/** A Python with the official client in it, and nothing else: its versions exclude each other. */
export function officialPythonClient(version: string): Requirement {
  const folder = `.cache/aspose-ocr-cloud-${version}`;
  return {
    name: `the official Python client ${version}`,
    programs: [`${folder}/bin/python3`],
    install: `python3 -m venv ${folder} && ${folder}/bin/pip install aspose-ocr-cloud==${version}`,
  };
}

export const java: Requirement = {
  name: 'Java 11 or newer',
  programs: process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin/java')] : ['java'],
  install: 'apt-get install -y default-jre-headless',
};

export const oasdiff: Requirement = {
  name: 'oasdiff',
  programs: ['.cache/oasdiff/v1.35.0/oasdiff'],
  install: 'pnpm api:diff builds it',
};

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const redis: Requirement = {
  name: 'Redis',
  programs: ['redis-server'],
  install: 'apt-get install -y redis-server',
};

export const zsh: Requirement = {
  name: 'zsh',
  programs: ['zsh'],
  install: 'apt-get install -y zsh',
};

export const fish: Requirement = {
  name: 'fish',
  programs: ['fish'],
  install: 'apt-get install -y fish',
};

export const prlimit: Requirement = {
  name: 'prlimit (Linux)',
  programs: ['prlimit'],
  install: 'apt-get install -y util-linux',
};

/** The path of a program, where the machine has it. */
export function findProgram({ programs }: Requirement): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = programs.flatMap((program) =>
    program.includes('/') ? [resolve(root, program)] : folders.map((folder) => resolve(folder, program)),
  );
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * The path of a program, or the test is skipped with the line that installs it. Where `REQUIRE_ALL=1`, as in CI,
 * the test fails instead.
 */
export function need(context: TestContext, requirement: Requirement): string {
  const path = findProgram(requirement);
  if (path !== undefined) return path;
  const message = `needs ${requirement.name}: ${requirement.install}`;
  if (isFull) throw new Error(message);
  return context.skip(message);
}
