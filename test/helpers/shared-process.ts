/**
 * Test files share the processes that run them: to load the program anew for each took a
 * fifth of all the time. What one leaves behind, the next would run with; so each file fails
 * that leaves anything.
 */
import { deepEqual } from 'node:assert/strict';
import { afterAll, vi } from 'vitest';
import { openedSince, openResources } from './leaks.js';
import './repo.js';

const before = settings();
const open = openResources();

afterAll(async () => {
  deepEqual(settings(), before);
  await vi.waitFor(nothingMoreIsOpen, { timeout: 60_000 });
});

/** All that a test may set for its whole process. */
function settings() {
  const signals = process.eventNames().filter((name) => String(name).startsWith('SIG'));
  return {
    variables: { ...process.env },
    folder: process.cwd(),
    exitCode: process.exitCode,
    umask: process.umask(),
    signals: signals.map((name) => [name, process.listenerCount(name)]),
    hasFakeTimers: vi.isFakeTimers(),
  };
}

function nothingMoreIsOpen(): void {
  deepEqual(openedSince(open), []);
}
