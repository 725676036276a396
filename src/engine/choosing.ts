/**
 * Chooses an option of an agent's menu by its label: a key at a time, each only while the
 * host's screen still is the one that was read for it, and the next only after the screen
 * has shown what the last one did.
 */
import { ENTER, keyTowards, optionOf, type Menu } from '../agents/menu.js';
import { fail, ok, type Result } from '../base/result.js';
import type { SessionId } from '../domain/ids.js';
import type { EngineContext } from './context.js';
import type { ScreenText } from './screens.js';
import { pasteWindow } from './typing.js';

/** A screen that changes faster than it can be answered is left to a person. */
const MAX_READINGS = 100;

export type Answered = {
  readonly host: Pick<EngineContext['host'], 'ask'>;
  readonly screens: EngineContext['screens'];
  readonly limits: Pick<EngineContext['limits'], 'acceptMs'>;
};

export type OptionWish = {
  readonly session: SessionId;
  /** The menu on a screen, if it is the one that is meant. */
  readonly menuOn: (lines: readonly string[]) => Menu | undefined;
  readonly label: RegExp;
  /** Typed into the option before it is chosen, where it takes a text. */
  readonly text?: string | undefined;
};

type Why = { readonly why: string };

/** Resolves when the menu is gone; the failure says what its agent did instead. */
export async function chooseOption(
  { host, screens, limits }: Answered,
  { session, menuOn, label, text }: OptionWish,
): Promise<Result<null, Why>> {
  let asked: string | undefined;
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const captured = await host.ask({ type: 'capture', session, scrollback: false });
    if (!captured.ok)
      return fail({ why: `its screen cannot be read: ${captured.failure.message}` });
    const { lines } = captured.value;
    const menu = menuOn(lines);
    if (!menu) return fail({ why: 'its menu is gone; look into its pane' });
    asked ??= menu.fingerprint;
    if (menu.fingerprint !== asked)
      return fail({ why: 'it asks something else meanwhile; look into its pane' });
    const wanted = optionOf(menu, label);
    if (!wanted.ok) return fail({ why: `${wanted.failure.why}; look into its pane` });

    const chooses = menu.selected === wanted.value;
    const missed = new AbortController();
    const acted = screens.shows(
      session,
      (text) => {
        const now = menuOn(text.lines);
        if (now?.fingerprint !== menu.fingerprint) return true;
        return !chooses && now.selected !== menu.selected;
      },
      limits.acceptMs,
      missed.signal,
    );
    const keys = chooses && text !== undefined ? text : keyTowards(menu, wanted.value);
    const pressed = await host.ask({ type: 'press', session, keys, shown: lines });
    if (!pressed.ok || !pressed.value) missed.abort();
    if (!pressed.ok)
      return fail({ why: `it cannot be answered: ${pressed.failure.message}` });
    // Something else was drawn since: what that is is read first.
    if (!pressed.value) continue;
    if (!(await acted))
      return fail({ why: 'it did not take the answer; answer it in its pane' });
    if (chooses && text !== undefined)
      return submit({ host, screens, limits }, { session, menuOn });
    if (chooses) return ok(null);
  }
  return fail({ why: 'its screen changes all the time; answer it in its pane' });
}

/** Sends what was typed into the option, which has changed its label by that. */
async function submit(
  { host, screens, limits }: Answered,
  { session, menuOn }: Pick<OptionWish, 'session' | 'menuOn'>,
): Promise<Result<null, Why>> {
  await pasteWindow();
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const captured = await host.ask({ type: 'capture', session, scrollback: false });
    const lines = captured.ok ? captured.value.lines : [];
    if (!menuOn(lines)) return fail({ why: 'its menu is gone; look into its pane' });
    const missed = new AbortController();
    const isGone = (text: ScreenText) => !menuOn(text.lines);
    const gone = screens.shows(session, isGone, limits.acceptMs, missed.signal);
    const keys = ENTER;
    const pressed = await host.ask({ type: 'press', session, keys, shown: lines });
    if (!pressed.ok || !pressed.value) missed.abort();
    if (await gone) return ok(null);
    if (pressed.ok && pressed.value) break;
  }
  return fail({ why: 'it did not take the reason; answer it in its pane' });
}
