/** What the outer terminal can show, read from its environment. */
export type Capabilities = {
  /** How many colours: 16, 256, or 24 bits. */
  readonly colours: 16 | 256 | 'rgb';
  /** Underline styles and colours (`4:3`, `58:`). */
  readonly underlines: boolean;
  readonly hyperlinks: boolean;
  /** Synchronized output, mode 2026. */
  readonly synchronized: boolean;
};

export const ALL_CAPABILITIES: Capabilities = {
  colours: 'rgb',
  underlines: true,
  hyperlinks: true,
  synchronized: true,
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
  };
}

function colours(term: string, colorTerm: string): Capabilities['colours'] {
  if (/truecolor|24bit/.test(colorTerm) || /direct|kitty|ghostty/.test(term))
    return 'rgb';
  return /256|xterm|tmux|screen/.test(term) ? 256 : 16;
}
