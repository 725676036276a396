import { afterEach, beforeEach, expect } from 'vitest';

/** Fails a test that leaves a child process, watcher or socket open behind it. */
export function expectNothingLeftOpen(): void {
  let before: readonly string[];

  beforeEach(() => {
    before = openResources();
  });

  afterEach(async () => {
    await expect.poll(() => openedSince(before)).toEqual([]);
  });
}

const watched = /^(FSEvent|Pipe|Process|TCPSocket|TTY)Wrap$/;

export function openResources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => watched.test(name));
}

/** What was open before may have been about to close. */
export function openedSince(before: readonly string[]): readonly string[] {
  const rest = [...before];
  return openResources().filter((name) => {
    const at = rest.indexOf(name);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}
