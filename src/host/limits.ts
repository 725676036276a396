/** The host's numbers: what bounds its memory, its traffic and its patience. */

/**
 * Rows kept above each screen. At 160 columns they take 4 MB; a hundred thousand would
 * take 190 MB and make every resize wait for their reflow.
 */
export const SCROLLBACK_ROWS = 2000;

/** One frame at 60 Hz: more often than terminals draw, and a half-painted screen flickers. */
export const FRAME_INTERVAL_MS = 16;

/** A program that begins a synchronized frame and does not end it is shown as it is; tmux's. */
export const MAX_SYNCHRONIZED_MS = 1000;

/** Observers match rules against text; oftener costs more than it tells. */
export const TEXT_INTERVAL_MS = 250;

/** Titles with spinners change ten times a second, and every peer gets each change. */
export const TITLE_INTERVAL_MS = 100;

/** A program that rings all the time is heard twice a second. */
export const BELL_INTERVAL_MS = 500;

/** A peer that leaves this much unread is stuck; frames are paced and never amount to it. */
export const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/** What a program gets to end by itself after SIGHUP: an agent saves its conversation. */
export const HANGUP_GRACE_MS = 3000;

/** A guarded command that dies at once is not started for ever. */
export const MAX_STARTS = 5;
export const STARTS_WINDOW_MS = 10_000;
