#!/usr/bin/env node
// Plain JavaScript for any Node that knows modules, so that an old one gets an answer and no syntax error.
const [major] = process.versions.node.split('.');

if (Number(major) < 24) {
  console.error(
    `detect-regions needs Node 24 or newer, and this is Node ${process.versions.node}.\n` +
      'Install a newer one from https://nodejs.org, or by your version manager (nvm install 24, fnm use 24).',
  );
  process.exitCode = 2;
} else {
  const { main } = await import('../dist/main.js').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('main.js')) throw error;
    console.error('detect-regions is not built yet. Run: pnpm build');
    process.exit(2);
  });
  process.exitCode = await main(process.argv.slice(2));
}
