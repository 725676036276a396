/** What the host tells of a session as a line for the person; undefined when it is none. */
import { plainText } from '../base/plain-text.js';
import type { SessionId } from '../domain/ids.js';
import type { Timestamp } from '../domain/time.js';
import type { HostEvent } from '../protocol/host.js';
import type { ConsoleState, Notice } from './state.js';

export function newsOf(
  event: HostEvent,
  state: ConsoleState,
  at: Timestamp,
): Notice | undefined {
  const said = sentence(event);
  if (said === undefined || !('session' in event)) return undefined;
  const name = typeof event.session === 'string' ? nameOf(event.session, state) : '';
  const level = event.type === 'fault' ? 'warning' : 'info';
  return { level, text: plainText(`${name}: ${said}`), at };
}

function sentence(event: HostEvent): string | undefined {
  if (event.type === 'notification')
    return [event.title, event.body].filter((part) => part !== '').join(': ');
  if (event.type === 'clipboard')
    return `copied ${Array.from(event.text).length} characters to the clipboard`;
  return event.type === 'fault'
    ? 'its screen could not be followed and begins anew; the program goes on'
    : undefined;
}

function nameOf(id: SessionId, { panes }: ConsoleState): string {
  return panes.find(({ session }) => session.id === id)?.workstream ?? id;
}
