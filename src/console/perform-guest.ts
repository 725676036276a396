/** Ends a program that a person opened beside the agents, or takes its pane away. */
import { plainText } from '../base/plain-text.js';
import type { ConsoleEffect } from './event.js';
import type { ShellSurroundings } from './perform-shell.js';

type LetGo = Extract<ConsoleEffect, { readonly type: 'forget' | 'hangUp' }>;

/** The host tells every console what came of it. Never rejects. */
export async function letGo(
  { type, session }: LetGo,
  { host, dispatch }: Pick<ShellSurroundings, 'host' | 'dispatch'>,
): Promise<void> {
  const answer = await host.ask(
    type === 'forget' ? { type, session } : { type: 'signal', session, signal: 'SIGHUP' },
  );
  if (answer.ok) return;
  const text = plainText(answer.failure.message);
  dispatch({ type: 'noticed', notice: { level: 'error', text, at: Date.now() } });
}
