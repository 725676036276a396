import { expect, it } from 'vitest';
import { programEnvironment } from '../../src/host/environment.js';

const identity = {
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  TERM_PROGRAM: 'wtmux',
};

it.each([
  ['PATH', 'kept'],
  ['ANTHROPIC_API_KEY', 'kept'],
  ['HTTPS_PROXY', 'kept'],
  ['SSH_AUTH_SOCK', 'kept'],
  ['GIT_AUTHOR_NAME', 'kept'],
  ['GIT_SSH_COMMAND', 'kept'],
  ['LC_ALL', 'kept'],
  ['npm_config_registry', 'kept'],
  ['FOOTING', 'kept'],
  ['TMUX_PANE', 'gone'],
  ['KITTY_WINDOW_ID', 'gone'],
  ['VSCODE_IPC_HOOK_CLI', 'gone'],
  ['ZELLIJ', 'gone'],
  ['COLUMNS', 'gone'],
  ['NO_COLOR', 'gone'],
  ['GIT_DIR', 'gone'],
  ['GIT_INDEX_FILE', 'gone'],
  ['CLAUDECODE', 'gone'],
  ['npm_lifecycle_event', 'gone'],
])('%s is %s', (name, fate) => {
  const env = programEnvironment({ [name]: 'value' }, {});
  expect(env).toEqual(fate === 'kept' ? { ...identity, [name]: 'value' } : identity);
});

it('lets a session have its own way', () => {
  expect(programEnvironment({ A: '1' }, { A: '2', TERM: 'dumb' })).toEqual({
    ...identity,
    A: '2',
    TERM: 'dumb',
  });
});
