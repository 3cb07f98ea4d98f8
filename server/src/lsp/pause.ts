/** Lets waiting messages be handled: settles in a later turn of the event loop. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
