#!/usr/bin/env node
/** Starts the built program. */
import module from 'node:module';

module.enableCompileCache?.();

try {
  await import('../dist/main.js');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.url?.endsWith('/dist/main.js'))
    throw error;
  process.stderr.write('wtmux: not built yet; run `npm start` or `npm run build`\n');
  process.exitCode = 1;
}
