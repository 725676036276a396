/**
 * What text is put in: what a person pastes by a command, or what X11 pastes by the middle
 * button, which terminals elsewhere ignore.
 */
export const selections = ['clipboard', 'primary'] as const;
export type Selection = (typeof selections)[number];

/** Whether programs may put text on the person's clipboard. None may ever read it. */
export type Permission = 'allow' | 'ask' | 'deny';

export type ClipboardPolicy = {
  /** The program in the pane that has the keyboard: there a person may have asked for it. */
  readonly focused: Permission;
  readonly others: Permission;
};

export const DEFAULT_CLIPBOARD: ClipboardPolicy = { focused: 'allow', others: 'ask' };
