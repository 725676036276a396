/**
 * Ids that cannot be mixed up. The one file that may assert; elsewhere ids arrive typed.
 */
declare const brand: unique symbol;

/** A string that remembers what it identifies, so a pane id cannot name a session. */
type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type PaneId = Id<'pane'>;
export type SessionId = Id<'session'>;
export type WorkstreamId = Id<'workstream'>;
export type WaveId = Id<'wave'>;
export type ApprovalId = Id<'approval'>;

/** A commit's full object name, 40 or 64 hexadecimal digits. */
export type CommitId = Id<'commit'>;

export const paneId = (raw: string) => raw as PaneId;
export const sessionId = (raw: string) => raw as SessionId;
export const workstreamId = (raw: string) => raw as WorkstreamId;
export const waveId = (raw: string) => raw as WaveId;
export const approvalId = (raw: string) => raw as ApprovalId;
export const commitId = (raw: string) => raw as CommitId;
