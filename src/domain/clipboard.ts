/** Whether programs may put text on the person's clipboard. None may ever read it. */
export type Permission = 'allow' | 'ask' | 'deny';

export type ClipboardPolicy = {
  /** The program in the pane that has the keyboard: there a person may have asked for it. */
  readonly focused: Permission;
  readonly others: Permission;
};

export const DEFAULT_CLIPBOARD: ClipboardPolicy = { focused: 'allow', others: 'ask' };
