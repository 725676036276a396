/** The host's numbers: what bounds its memory, its traffic and its patience. */

/**
 * Rows kept above each screen in its emulator: ten screens. At 160 columns they take 1 MB. A
 * change of width wraps them at once, in a millisecond or two; with fewer, texts that reach
 * from the screen beyond them would be torn by it oftener.
 */
export const HOT_ROWS = 500;

/**
 * Rows kept after that: 10,000 and more, since they are dropped by the block, also when the
 * hot ones are few because the pane was narrow. Until they are packed they take 2 KB each,
 * afterwards 20 to 300 bytes.
 */
export const COLD_ROWS = 10_500;

/** Rows are dropped earlier when they are full of links or built to be large. */
export const MAX_COLD_BYTES = 16 * 1024 * 1024;

/** Rows that stay so long are packed; those of a flood are gone by then. */
export const SETTLE_MS = 250;

/** One frame at 60 Hz: more often than terminals draw, and a half-painted screen flickers. */
export const FRAME_INTERVAL_MS = 16;

/** A program that begins a synchronized frame and does not end it is shown as it is; tmux's. */
export const MAX_SYNCHRONIZED_MS = 1000;

/**
 * After a resize a program that redraws begins to within so long, and has done so when it is
 * quiet for a moment; one that never is quiet is shown in the middle of it.
 */
export const REDRAW_START_MS = 100;
export const REDRAW_QUIET_MS = 12;
export const MAX_REDRAW_MS = 250;

/** Observers match rules against text; oftener costs more than it tells. */
export const TEXT_INTERVAL_MS = 250;

/** Titles with spinners change ten times a second, and every peer gets each change. */
export const TITLE_INTERVAL_MS = 100;

/** A program that rings, notifies or copies all the time is heard twice a second. */
export const NOTICE_INTERVAL_MS = 500;

/** Progress is drawn, and may move as often as a title. */
export const PROGRESS_INTERVAL_MS = 100;

/** A peer that leaves this much unread is stuck; frames are paced and never amount to it. */
export const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

/** What a program gets to end by itself after SIGHUP: an agent saves its conversation. */
export const HANGUP_GRACE_MS = 3000;

/** A guarded command that dies at once is not started for ever. */
export const MAX_STARTS = 5;
export const STARTS_WINDOW_MS = 10_000;

/** Each session has two parts of a recording: some hours of an agent that redraws. */
export const MAX_RECORDED_PART_BYTES = 8 * 1024 * 1024;

/** All recordings of a repository; the oldest are removed when a session starts. */
export const MAX_RECORDINGS_BYTES = 512 * 1024 * 1024;

/** What a session may print at once and have it recorded: a long log, not an endless one. */
export const RECORDED_BURST_BYTES = 1024 * 1024;

/** More than agents draw; at a tenth of what floods bring, recording costs 1 % of them. */
export const RECORDED_BYTES_PER_SECOND = 512 * 1024;
