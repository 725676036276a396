/** What the outer terminal can show, read from its environment. */
export type Capabilities = {
  /** How many colours: 16, 256, or 24 bits. */
  readonly colours: 16 | 256 | 'rgb';
  /** Underline styles and colours (`4:3`, `58:`). */
  readonly underlines: boolean;
  readonly hyperlinks: boolean;
  /** Synchronized output, mode 2026. */
  readonly synchronized: boolean;
  /** In which sequence it takes a notification for the desktop. */
  readonly notifications: 'osc9' | 'osc99' | 'osc777' | 'none';
  /** ConEmu's progress (OSC 9;4), which others would take for a notification. */
  readonly progress: boolean;
};

export const ALL_CAPABILITIES: Capabilities = {
  colours: 'rgb',
  underlines: true,
  hyperlinks: true,
  synchronized: true,
  notifications: 'osc9',
  progress: true,
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Modes that a terminal ignores when it does not know them (synchronized output,
 * hyperlinks) are used unless it is known to print them.
 */
export function capabilitiesOf(env: Environment): Capabilities {
  const term = env['TERM'] ?? '';
  const plain = term === 'linux' || term === 'dumb' || term.startsWith('vt');
  return {
    colours: colours(term, env['COLORTERM'] ?? ''),
    underlines: !plain && !term.startsWith('screen'),
    hyperlinks: !plain,
    synchronized: !plain,
    notifications: plain ? 'none' : notifications(term, env),
    progress: !plain && knowsProgress(env),
  };
}

function notifications(term: string, env: Environment): Capabilities['notifications'] {
  if (/kitty/.test(term) || env['KITTY_WINDOW_ID']) return 'osc99';
  return /foot|rxvt/.test(term) || env['VTE_VERSION'] ? 'osc777' : 'osc9';
}

/** GNOME's VTE has it since 0.79. */
const VTE_WITH_PROGRESS = 7900;

function knowsProgress(env: Environment): boolean {
  return (
    env['WT_SESSION'] !== undefined ||
    env['ConEmuANSI'] === 'ON' ||
    env['TERM_PROGRAM'] === 'ghostty' ||
    Number(env['VTE_VERSION'] ?? 0) >= VTE_WITH_PROGRESS
  );
}

function colours(term: string, colorTerm: string): Capabilities['colours'] {
  if (/truecolor|24bit/.test(colorTerm) || /direct|kitty|ghostty/.test(term))
    return 'rgb';
  return /256|xterm|tmux|screen/.test(term) ? 256 : 16;
}
