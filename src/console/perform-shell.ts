/** Starts the person's shell beside an agent, and lets go of it when it has ended. */
import { randomUUID } from 'node:crypto';
import { plainText } from '../base/plain-text.js';
import { sessionId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { ConsoleEffect, ConsoleEvent } from './event.js';
import type { HostLink } from './perform-past.js';

export type ShellSurroundings = {
  readonly host: HostLink;
  readonly dispatch: (event: ConsoleEvent) => void;
  /** The program that the person has as a shell. */
  readonly shell: string;
};

/** Told apart from agents' sessions by their name, by any console. */
const PREFIX = 'shell-';

/** Its pane gives it the right size as soon as it is shown. */
const FIRST_SIZE = { columns: 80, rows: 24 } as const;

/** Never rejects. */
export async function openShell(
  { folder }: Extract<ConsoleEffect, { readonly type: 'openShell' }>,
  { host, dispatch, shell }: ShellSurroundings,
): Promise<void> {
  const started = await host.ask({
    type: 'spawn',
    session: sessionId(`${PREFIX}${randomUUID().slice(0, 8)}`),
    command: [shell],
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

/** A shell that has ended has nothing more to say; an agent's last words are kept. */
export function isEndedShell({ id, status }: Session): boolean {
  return id.startsWith(PREFIX) && status.type === 'exited';
}
