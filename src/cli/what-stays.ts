/** What a person is told who ended wtmux, or whose console was ended with it. */
export const WHAT_STAYS =
  'worktrees and branches stay: `wtmux up` goes on with a plan, ' +
  '`wtmux restart NAME` with one agent';
