/** Starts the person's shell beside an agent. */
import { plainText } from '../base/plain-text.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import { FIRST_SIZE, newGuest } from './guest.js';
import type { HostLink } from './perform-past.js';

export type ShellSurroundings = {
  readonly host: HostLink;
  readonly dispatch: (event: ConsoleEvent) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Never rejects. */
export async function openShell(
  { folder }: Extract<ConsoleEffect, { readonly type: 'openShell' }>,
  { host, dispatch, env }: ShellSurroundings,
): Promise<void> {
  const started = await host.ask({
    type: 'spawn',
    session: newGuest('shell'),
    command: [env['SHELL'] || '/bin/sh'],
    cwd: folder,
    env: {},
    size: FIRST_SIZE,
  });
  if (!started.ok) {
    const text = plainText(started.failure.message);
    dispatch({ type: 'noticed', notice: { level: 'error', text, at: Date.now() } });
    return;
  }
  dispatch({ type: 'session', session: started.value });
  dispatch({ type: 'focusSession', session: started.value.id });
}
