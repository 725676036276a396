/** Starts the person's shell beside an agent. */
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { ConsoleEvent } from './event.js';
import { FIRST_SIZE, newGuest } from './guest.js';
import type { HostLink } from './perform-past.js';

export type ShellSurroundings = {
  readonly host: HostLink;
  readonly dispatch: (event: ConsoleEvent) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** Never rejects. */
export function openShell(folder: string, around: ShellSurroundings): Promise<void> {
  const command = [around.env['SHELL'] || '/bin/sh'];
  return spawnPane({ id: newGuest('shell'), command, folder }, around);
}

type NewPane = {
  readonly id: SessionId;
  readonly command: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a program in a pane that gets the keyboard and shares the room. Never rejects. */
export async function spawnPane(
  pane: NewPane,
  around: Pick<ShellSurroundings, 'host' | 'dispatch'>,
): Promise<void> {
  if (await spawn(pane, around))
    around.dispatch({ type: 'focusSession', session: pane.id });
}

/** The same with all the room, until it goes. Resolves to whether it was started. */
export async function spawnZoomed(
  pane: NewPane,
  around: Pick<ShellSurroundings, 'host' | 'dispatch'>,
): Promise<boolean> {
  around.dispatch({ type: 'guestComes', session: pane.id });
  const isStarted = await spawn(pane, around);
  if (!isStarted) around.dispatch({ type: 'forgotten', session: pane.id });
  return isStarted;
}

async function spawn(
  { id, command, folder, env = {} }: NewPane,
  { host, dispatch }: Pick<ShellSurroundings, 'host' | 'dispatch'>,
): Promise<boolean> {
  const started = await host.ask({
    type: 'spawn',
    session: id,
    command,
    cwd: folder,
    env,
    size: FIRST_SIZE,
  });
  if (!started.ok) {
    const text = plainText(started.failure.message);
    dispatch({ type: 'noticed', notice: { level: 'error', text, at: Date.now() } });
    return false;
  }
  dispatch({ type: 'session', session: started.value });
  return true;
}
