// Why the site refuses what was sent, told where it was sent from. Nothing is sent a second time for it.

/**
 * In a sentence; `undefined` where sending the form plainly leads on: whoever is signed out is shown the way
 * in, and a form that was made before signing in comes back made anew.
 */
export async function readRefusal(response: Response): Promise<string | undefined> {
  if (response.status !== 403 && response.status !== 429) return undefined;
  try {
    const answer = (await response.clone().json()) as { error: string; isStale?: boolean };
    return answer.isStale ? undefined : answer.error;
  } catch {
    return undefined;
  }
}

/** Below the form, or below what it stands in a line with; of a paper in a list, below its actions. */
export function showRefusal(form: HTMLFormElement, says: string): void {
  const place = lineOf(form);
  const told = document.createElement("p");
  told.className = "error refusal";
  told.setAttribute("role", "alert");
  hideRefusal(form);
  place.after(told);
  // Once it stands there: so it is read out.
  told.textContent = says;
}

export function hideRefusal(form: HTMLFormElement): void {
  const told = lineOf(form).nextElementSibling;
  if (told?.matches(".refusal")) told.remove();
}

function lineOf(form: HTMLFormElement): Element {
  const actions = form.closest(".card")?.querySelector(":scope > .actions");
  if (actions) return actions;
  let place: Element = form;
  for (let around = form.parentElement; around && around !== document.body;) {
    if (["block", "list-item", "flow-root"].includes(getComputedStyle(around).display)) break;
    place = around;
    around = around.parentElement;
  }
  return place;
}
