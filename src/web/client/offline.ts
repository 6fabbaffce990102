// Reading offline: the service worker is set to work, and nothing is sent while the site is away.
import { showRefusal } from "./refusal.ts";

const { dataset } = document.documentElement;
/** This page was kept, and comes from no site. */
const isKept = dataset["offline"] !== undefined;

export function readOffline(): void {
  refuseToSend();
  if (isKept) sayWhenConnected();
  void setToWork();
}

async function setToWork(): Promise<void> {
  const workers = (navigator as Partial<Navigator>).serviceWorker;
  if (!workers) return;
  try {
    if (dataset["worker"] !== "off") await workers.register("/sw.js", { updateViaCache: "none" });
    else for (const each of await workers.getRegistrations()) await each.update();
  } catch {
    // Browsers may forbid it, or the site may be away; the pages are whole without.
  }
}

/** Before anything else hears of it. */
function refuseToSend(): void {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target as HTMLFormElement;
      const submitter = event.submitter as HTMLButtonElement | null;
      const method = submitter?.getAttribute("formmethod") ?? form.method;
      if (method !== "post" || (navigator.onLine && !isKept)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      showRefusal(
        form,
        isKept && navigator.onLine
          ? "This page was kept for reading offline, so nothing was sent. Load it again, and try once more."
          : "You are offline, so nothing was sent. Try once more when you are connected.",
      );
    },
    { capture: true },
  );
}

function sayWhenConnected(): void {
  addEventListener("online", () => {
    const note = document.querySelector<HTMLElement>(".offline-note");
    if (!note) return;
    // Fewer words in the same room: nothing moves under whoever reads.
    note.style.minHeight = `${note.getBoundingClientRect().height}px`;
    const again = document.createElement("a");
    again.href = "";
    again.textContent = "Load this page again";
    note.replaceChildren("You are connected again. ", again, ".");
  });
}
