import { afterEach, beforeEach, expect } from 'vitest';

/** Fails a test that leaves a child process, watcher or socket open behind it. */
export function expectNothingLeftOpen(): void {
  let before: readonly string[];

  beforeEach(() => {
    before = openResources();
  });

  afterEach(async () => {
    await expect.poll(openResources).toEqual(before);
  });
}

const watched = /^(FSEvent|Pipe|Process|TCPSocket|TTY)Wrap$/;

function openResources(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => watched.test(name));
}
