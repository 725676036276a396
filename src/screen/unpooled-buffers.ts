/**
 * Evaluated before @xterm/addon-unicode-graphemes 0.5.0-beta.301, which reads its tables
 * from the start of a Buffer's memory and not from the Buffer's: in Node's shared pool
 * that is somebody else's data, and most emoji come out one column wide. `graphemes.ts`
 * turns pooling on again.
 */
export const pooledBytes = Buffer.poolSize;

Buffer.poolSize = 0;
