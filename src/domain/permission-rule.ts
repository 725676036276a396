/** Which permissions of agents a person gives beforehand, in their settings. */
export type PermissionRule = {
  /** Of this agent alone; undefined for every one. */
  readonly agent: string | undefined;
  /** Fits the whole name of the tool. */
  readonly tool: RegExp;
  /** Fits the whole of a command that is one plain command; undefined gives any use. */
  readonly command: RegExp | undefined;
  /** Paths of the worktree, as in plans; likewise. */
  readonly path: string | undefined;
};
