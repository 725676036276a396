/** What a console needs of the program that opens it. */
import type { ClipboardPolicy } from '../domain/clipboard.js';
import type { StartChrome } from './chrome.js';
import type { Keymap } from './keymap.js';
import type { LinksOptions } from './links.js';
import type { OuterStreams } from './outer-terminal.js';
import type { NamedLayout } from './state.js';

export type ConsoleOptions = OuterStreams &
  LinksOptions & {
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Who is recorded as having decided something. */
    readonly person: string;
    readonly layouts: readonly NamedLayout[];
    readonly keymap: Keymap;
    readonly clipboard: ClipboardPolicy;
    /** What was wrong with the person's own files, a line each; said at the start. */
    readonly warnings: readonly string[];
    /** The command that is this program, and a folder of its repository. */
    readonly program: readonly string[];
    readonly folder: string;
    /** Where the person's arrangement of the panes is kept. */
    readonly arrangementFile: string;
    /** Where pasts lie for editors and pagers, as long as those run. */
    readonly pastFolder: string;
    /** Loads the chrome; asked for when the panes are there, which do not wait for it. */
    readonly chrome: () => Promise<StartChrome>;
  };
