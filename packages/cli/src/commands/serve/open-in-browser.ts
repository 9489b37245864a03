import { spawn } from 'node:child_process';

/** The program that opens a page in the user's browser, by platform; elsewhere it is that of freedesktop.org. */
const openers: Partial<Readonly<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens a page in the user's browser. It is not waited for: some openers end with the browser.
 *
 * @param failed - is told why, when there is no browser to be opened
 */
export function openInBrowser(url: string, failed: (reason: string) => void): void {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', ({ message }) => failed(message));
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) failed(`${program} exited with code ${code}`);
  });
  child.unref();
}
