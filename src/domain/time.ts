/** A span of time. */
export type Milliseconds = number;

/** A moment: milliseconds since the epoch, as `Date.now()` gives it. */
export type Timestamp = number;
