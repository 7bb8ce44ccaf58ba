/** Bytes of one file. */
export const LARGEST = 25_000_000
/** Files of one part of a record. */
export const MOST = 100
