/** What comes while the work goes on gets a run of it after that. */
export function oneAtATime(work: () => Promise<void>) {
  let running: Promise<void> | undefined;
  let again = false;
  function start(): void {
    if (running) {
      again = true;
      return;
    }
    running = work().finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      start();
    });
  }
  return {
    start,
    async settled() {
      while (running) await running;
    },
  };
}
