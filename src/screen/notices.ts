/**
 * What programs tell the person beside their screen: notifications in the three dialects
 * there are, progress, and text for the clipboard. Everything is made harmless to show.
 */
import { plainText } from '../base/plain-text.js';
import type { Selection } from '../domain/clipboard.js';
import { bounded } from './payloads.js';
import type { Core } from './xterm-core.js';

export type Notice =
  | { readonly type: 'notification'; readonly title: string; readonly body: string }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** Text as the program gave it: for a clipboard, not to be shown. */
  | { readonly type: 'clipboard'; readonly text: string; readonly selection: Selection };

/** ConEmu's OSC 9;4. `percent` counts for `normal`, `error` and `paused`. */
export type Progress = {
  readonly state: 'none' | 'normal' | 'error' | 'indeterminate' | 'paused';
  /** 0 to 100. */
  readonly percent: number;
};

const STATES = ['none', 'normal', 'error', 'indeterminate', 'paused'] as const;

/** Desktops cut notifications at some 200 characters; the payload may be base64. */
const MAX_NOTICE_LENGTH = 4096;

/** A megabyte of text, in base64, with the name of its selection before it. */
const MAX_CLIPBOARD_LENGTH = Math.ceil((1024 * 1024 * 4) / 3) + 16;

export function takeNotices(
  { _inputHandler: { _parser: parser } }: Core,
  tell: (notice: Notice) => void,
): void {
  const register = (id: number, limit: number, take: (payload: string) => void) =>
    parser.registerOscHandler(
      id,
      bounded(limit, (payload) => {
        take(payload);
        return true;
      }),
    );
  const notify = (title: string, body: string) =>
    tell({ type: 'notification', title: plainText(title), body: plainText(body) });

  register(9, MAX_NOTICE_LENGTH, (payload) => {
    const progress = progressOf(payload);
    if (progress) return tell({ type: 'progress', progress });
    // ConEmu has other commands under numbers; iTerm2's text is the notification.
    if (!/^\d+(?:;|$)/.test(payload)) notify('', payload);
  });
  register(777, MAX_NOTICE_LENGTH, (payload) => {
    const [command, title = '', ...body] = payload.split(';');
    if (command === 'notify') notify(title, body.join(';'));
  });
  const kitty = new KittyNotification(notify);
  register(99, MAX_NOTICE_LENGTH, (payload) => kitty.take(payload));
  register(52, MAX_CLIPBOARD_LENGTH, (payload) => {
    const [, letters = '', data = ''] = CLIPBOARD.exec(payload) ?? [];
    if (!isBase64(data)) return;
    const text = Buffer.from(data, 'base64').toString();
    // The clipboard last: of two wishes that a person is asked about the last one counts.
    if (letters.includes('p')) tell({ type: 'clipboard', text, selection: 'primary' });
    if (!/^p+$/.test(letters)) tell({ type: 'clipboard', text, selection: 'clipboard' });
  });
}

function progressOf(payload: string): Progress | undefined {
  const match = /^4;([0-4])(?:;(\d{0,3}))?;?$/.exec(payload);
  const state = STATES[Number(match?.[1])];
  return state && { state, percent: Math.min(100, Number(match?.[2] ?? 0)) };
}

/** Which selections by their letters, and text. A question has none: a clipboard holds secrets. */
const CLIPBOARD = /^([a-z0-7]*);([A-Za-z0-9+/]+={0,2})$/;

/** A letter alone says no byte: what is cut or broken would empty the clipboard. */
function isBase64(data: string): boolean {
  return data !== '' && data.replace(/=+$/, '').length % 4 !== 1;
}

/** kitty's desktop notifications: title and body may come in several sequences. */
class KittyNotification {
  readonly #notify: (title: string, body: string) => void;
  #title = '';
  #body = '';

  constructor(notify: (title: string, body: string) => void) {
    this.#notify = notify;
  }

  take(payload: string): void {
    const end = payload.indexOf(';');
    if (end < 0) return;
    const keys = new Map(
      payload
        .slice(0, end)
        .split(':')
        .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
    );
    const data = payload.slice(end + 1);
    const text = keys.get('e') === '1' ? Buffer.from(data, 'base64').toString() : data;
    const part = keys.get('p') ?? 'title';
    if (part === 'title') this.#title = (this.#title + text).slice(0, MAX_NOTICE_LENGTH);
    else if (part === 'body')
      this.#body = (this.#body + text).slice(0, MAX_NOTICE_LENGTH);
    else return;
    if (keys.get('d') === '0') return;
    if (this.#title !== '' || this.#body !== '') this.#notify(this.#title, this.#body);
    this.#title = '';
    this.#body = '';
  }
}
