/** The work queue cannot be used, said in words for the user. */
export class QueueUnavailable extends Error {}
