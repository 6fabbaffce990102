/** How many papers are done, of how many; of work in the background. */
export interface Progress {
  done: number;
  of: number;
}
