#!/usr/bin/env node
/** Starts the built program. CommonJS, since Node takes 20 ms more to start with an ES module. */
'use strict';

/** An agent's hook is waited for: it is a program of its own, without the others. */
const isHook = process.argv[2] === 'hook' && !process.argv[3]?.startsWith('-');

try {
  require(isHook ? '../dist/hook.cjs' : '../dist/main.js');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND' || !error.message.includes('/dist/')) throw error;
  process.stderr.write('wtmux: not built yet; run `npm start` or `npm run build`\n');
  process.exitCode = 1;
}
