/**
 * What is passed on to the outer terminal beside the frame: bell, notifications and
 * progress, in the words of ours and the dialect that it knows. All text was made harmless.
 */
import { unreachable } from '../base/assert.js';
import type { Capabilities } from '../compositor/capabilities.js';
import type { Progress } from '../screen/notices.js';

export const BELL = '\x07';

/** Empty for a terminal that knows no notifications. */
export function notificationBytes(
  { notifications }: Capabilities,
  { title, body }: { readonly title: string; readonly body: string },
): string {
  switch (notifications) {
    case 'none':
      return '';
    case 'osc99':
      return `\x1b]99;i=wtmux:d=0;${title}\x1b\\\x1b]99;i=wtmux:p=body;${body}\x1b\\`;
    case 'osc777':
      return `\x1b]777;notify;${title.replaceAll(';', ',')};${body.replaceAll(';', ',')}\x1b\\`;
    case 'osc9':
      // What begins with a number and a semicolon would be a command of ConEmu's.
      return `\x1b]9;${title.replaceAll(';', ',')}: ${body}\x07`;
    default:
      return unreachable(notifications);
  }
}

const STATES = { none: 0, normal: 1, error: 2, indeterminate: 3, paused: 4 } as const;

/** Empty for a terminal that would take it for a notification. */
export function progressBytes(
  { progress: known }: Capabilities,
  { state, percent }: Progress,
): string {
  return known ? `\x1b]9;4;${STATES[state]};${percent}\x07` : '';
}
