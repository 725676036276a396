/**
 * The environment that programs get: the user's own, less what would lie to them.
 *
 * Taking away rather than letting through: agents need keys, proxies, language managers
 * and settings under names that nobody can list, and they get them from the user's shell
 * in every other terminal too. What must go is known: the identity of the terminal (and
 * multiplexer, editor, agent) that wtmux happened to be started from, since programs
 * choose protocols by it, and the variables by which git is told of another repository.
 */

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose terminal it is, how large it is, and what it can do. */
const TERMINAL = [
  'TERM',
  'COLORTERM',
  'TERMCAP',
  'TERMINFO',
  'COLORFGBG',
  'COLUMNS',
  'LINES',
  'TERM_PROGRAM',
  'TERM_PROGRAM_VERSION',
  'TERM_SESSION_ID',
  'TERMINAL_EMULATOR',
  'TMUX',
  'TMUX_PANE',
  'STY',
  'WINDOW',
  'WINDOWID',
  'VTE_VERSION',
  'LC_TERMINAL',
  'LC_TERMINAL_VERSION',
  'WT_SESSION',
  'WT_PROFILE_ID',
  'MLTERM',
  'XTERM_VERSION',
  'XTERM_SHELL',
  'XTERM_LOCALE',
  'NVIM',
  'VIM',
  'VIMRUNTIME',
  'INSIDE_EMACS',
  'FORCE_COLOR',
  'FORCE_HYPERLINK',
  'NO_COLOR',
  'CLICOLOR',
  'CLICOLOR_FORCE',
];
const TERMINAL_FAMILIES =
  /^(?:KITTY|ITERM|WEZTERM|ALACRITTY|GHOSTTY|KONSOLE|GNOME_TERMINAL|TILIX|FOOT|CONTOUR|RIO|WARP|TABBY|HYPER|ZELLIJ|BYOBU|VSCODE|CMUX|TERMINATOR|TERMINOLOGY|DTACH|ABDUCO)(?:_|$)/;

/** What `git rev-parse --local-env-vars` lists: they name one repository, and not this. */
const GIT = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NAMESPACE',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
];

/** What an agent tells its own children: wtmux may be started from inside one. */
const AGENT = ['CLAUDECODE', 'CLAUDE_CODE_ENTRYPOINT', 'CLAUDE_CODE_SSE_PORT'];

/** What a session of wtmux is told of itself: a host may be started from inside one. */
const OWN = [
  'WTMUX_SESSION',
  'WTMUX_HOOKS',
  'WTMUX_SPOOL',
  'WTMUX_WORKSTREAM',
  'WTMUX_WORKTREE',
  'WTMUX_BRANCH',
  'WTMUX_BASE',
  'WTMUX_PLAN',
  'WTMUX_REPOSITORY',
  'WTMUX_PORT',
  'WTMUX_PORT_COUNT',
];

/** What npm tells the script it runs, which may be wtmux. */
const NPM =
  /^(?:INIT_CWD$|npm_(?:lifecycle_|package_|command$|execpath$|node_execpath$|config_local_prefix$))/;

const dropped: ReadonlySet<string> = new Set([...TERMINAL, ...GIT, ...AGENT, ...OWN]);

const IDENTITY = {
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  TERM_PROGRAM: 'wtmux',
} as const;

/** `own` is the host's environment, `added` what a session brings; the latter wins. */
export function programEnvironment(
  own: Environment,
  added: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(own))
    if (value !== undefined && !isForeign(name)) kept[name] = value;
  return { ...kept, ...IDENTITY, ...added };
}

function isForeign(name: string): boolean {
  return dropped.has(name) || TERMINAL_FAMILIES.test(name) || NPM.test(name);
}
