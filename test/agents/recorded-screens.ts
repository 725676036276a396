/** Recorded screens (`test/fixtures/screens/AGENT/NAME.ansi`) and what each of them means. */
export type Meaning = { readonly doing: string; readonly detail: string };

/** In which they were recorded; those whose name begins with `wide`, in the second. */
export const SCREEN_SIZE = { columns: 100, rows: 30 };
export const WIDE_SIZE = { columns: 150, rows: 40 };

export function sizeOf(name: string): typeof SCREEN_SIZE {
  return name.startsWith('wide') ? WIDE_SIZE : SCREEN_SIZE;
}

const busy = { doing: 'busy', detail: '' };
const idle = { doing: 'idle', detail: '' };
const starting = { doing: 'starting', detail: '' };
const permission = waiting('your permission');

function waiting(detail: string): Meaning {
  return { doing: 'waiting', detail };
}

function panel(name: string): Meaning {
  return { doing: 'idle', detail: `its panel "${name}" is open` };
}

export const codexScreens = {
  loading: starting,
  trust: waiting('whether it may work in its folder'),
  login: waiting('your login'),
  'login-browser': waiting('your login'),
  'login-another': waiting('your login'),
  'login-key': waiting('your login'),
  update: waiting('whether it may update itself'),
  hooks: waiting('whether its hooks may run'),
  news: waiting('your choice in its menu'),
  busy,
  tool: busy,
  idle,
  typed: idle,
  interrupted: idle,
  'model-picker': idle,
  plan: waiting('your choice in its menu'),
  question: waiting('your answer in its pane'),
  permission: waiting('your answer in its pane'),
  'permission-edit': waiting('your answer in its pane'),
  refused: idle,
  unauthorised: { doing: 'error', detail: 'your login' },
  limited: {
    doing: 'error',
    detail: '■ exceeded retry limit, last status: 429 Too Many Requests',
  },
  'trying-again': busy,
  unavailable: {
    doing: 'error',
    detail:
      '■ We’re currently experiencing high demand, which may cause temporary errors.',
  },
  'cut-off': {
    doing: 'error',
    detail: '■ stream disconnected before completion: error sending request',
  },
  rejected: {
    doing: 'error',
    detail:
      '■ {"type":"error","error":{"type":"too many words","message":"too many words"}}',
  },
  'failed-twice': {
    doing: 'error',
    detail:
      '■ {"type":"error","error":{"type":"too many words","message":"too many words"}}',
  },
  transcript: idle,
  browsing: idle,
  warnings: idle,
  'command-center': idle,
  'permission-of-subagent': waiting('your answer in its pane'),
  'subagent-at-work': busy,
  'subagent-done': idle,
  'subagent-interrupted': idle,
  'quoted-menu': idle,
  'quoted-busy': idle,
  'quoted-subagent': idle,
} as const satisfies Readonly<Record<string, Meaning>>;

export const geminiScreens = {
  start: waiting('whether it may work in its folder'),
  busy,
  tool: busy,
  idle,
  typed: idle,
  interrupted: idle,
  plan: waiting('your answer in its pane'),
  question: waiting('your answer in its pane'),
  permission: waiting('your answer in its pane'),
  'permission-edit': waiting('your answer in its pane'),
  unauthorised: { doing: 'error', detail: 'your login' },
  rejected: {
    doing: 'error',
    detail:
      '✕ [API Error: {"type":"error","error":{"type":"too many words","message":"too many words"}}]',
  },
  limited: busy,
  'model-picker': idle,
  login: waiting('your login'),
  'login-key': waiting('your login'),
  'quoted-menu': idle,
  'quoted-busy': idle,
} as const satisfies Readonly<Record<string, Meaning>>;

export const opencodeScreens = {
  start: idle,
  busy,
  interrupted: idle,
  permission,
  idle,
  typed: idle,
  quoted: idle,
  question: waiting('your answer to its question'),
  unauthorised: { doing: 'error', detail: 'your login' },
  refused: { doing: 'error', detail: '┃  too many words' },
  'after-error': idle,
  limited: busy,
  'retry-interrupted': idle,
  'model-picker': idle,
  'cut-off': busy,
  'wide-idle': idle,
  'wide-refused': { doing: 'error', detail: '┃  too many words' },
  'wide-unavailable': busy,
} as const satisfies Readonly<Record<string, Meaning>>;

export const claudeScreens = {
  trust: waiting('whether it may work in its folder'),
  bypass: waiting('whether it may work without asking'),
  busy,
  tool: busy,
  overloaded: busy,
  idle,
  typed: idle,
  interrupted: idle,
  'interrupted-tool': idle,
  'interrupted-long': idle,
  transcript: idle,
  plan: waiting('your approval of its plan'),
  'plan-untold': waiting('your approval of its plan'),
  question: waiting('your answer to its question'),
  'question-multi': waiting('your answer to its question'),
  questions: waiting('your answer to its question'),
  'questions-review': waiting('your answer to its question'),
  'permission-of-subagent': permission,
  'permission-unnumbered': permission,
  'background-agent': busy,
  'background-shell': idle,
  compacting: busy,
  queued: busy,
  help: panel('Help'),
  settings: panel('Settings'),
  status: panel('Settings'),
  usage: panel('Settings'),
  resume: panel('Resume session'),
  permissions: panel('Permissions'),
  memory: panel('Memory'),
  hooks: panel('Hooks'),
  tasks: panel('Background'),
  rewind: panel('Rewind'),
  effort: panel('Effort'),
  export: panel('Export conversation'),
  theme: panel('Theme'),
  'add-dir': panel('Add directory to workspace'),
  'settings-after-interruption': panel('Settings'),
  context: idle,
  mcp: idle,
  'quoted-panel': idle,
  'permission-write': permission,
  'permission-edit': permission,
  'permission-bash': permission,
  'model-picker': panel('Select model'),
  'quoted-menu': idle,
  'quoted-busy': idle,
  unavailable: { doing: 'error', detail: '● API Error: 400 invalid_request_error' },
  unauthorised: { doing: 'error', detail: 'your login' },
  limited: {
    doing: 'error',
    detail: '● API Error: Request rejected (429) · rate_limit_error',
  },
  'cut-off': {
    doing: 'error',
    detail:
      '● API Error: Connection dropped (ECONNRESET). Check the gateway set in ANTHROPIC_BASE_URL,',
  },
  'logged-out': { doing: 'error', detail: 'your login' },
  login: waiting('your login'),
  'api-key': waiting('whether it may use your API key'),
} as const satisfies Readonly<Record<string, Meaning>>;

/** Where 2.1.197 said something else. */
export const claudeScreensBefore = {
  'model-picker': { doing: 'idle', detail: 'a panel of its is open' },
  'cut-off': {
    doing: 'error',
    detail: '● API Error: Unable to connect to API (ECONNRESET)',
  },
} as const satisfies Readonly<Record<string, Meaning>>;
