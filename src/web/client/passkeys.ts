// Passkeys, by the browser's own dialogue: making one in the settings, and signing in with one. Where
// the browser has none nothing of it is shown.
const place = "/auth/passkey";

interface Offer {
  element: HTMLElement;
  button: HTMLButtonElement;
}

export function offerPasskeys(): void {
  if (!("PublicKeyCredential" in window && PublicKeyCredential.parseRequestOptionsFromJSON)) return;
  for (const offer of offers("[data-passkey-add]")) {
    offer.button.addEventListener("click", () => void attempt(offer, add));
  }
  for (const offer of offers("[data-passkey-sign-in]")) {
    const waiting = new AbortController();
    void proposeInField(offer, waiting.signal);
    offer.button.addEventListener("click", () => {
      // One dialogue at a time.
      waiting.abort();
      void attempt(offer, signIn);
    });
  }
}

function offers(selector: string): Offer[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].map((element) => {
    element.hidden = false;
    return { element, button: element.querySelector("button")! };
  });
}

async function attempt(offer: Offer, act: (offer: Offer) => Promise<void>): Promise<void> {
  const { element, button } = offer;
  say(element, "");
  button.disabled = true;
  try {
    await act(offer);
  } catch (error) {
    say(element, whatWentWrong(error));
  } finally {
    button.disabled = false;
  }
}

async function add({ element }: Offer): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>("generate-register-options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  await give("verify-registration", await navigator.credentials.create({ publicKey }));
  history.replaceState(null, "", element.dataset["back"] ?? "");
  location.reload();
}

async function signIn(offer: Offer, more: CredentialRequestOptions = {}): Promise<void> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>("generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const credential = await navigator.credentials.get({ publicKey, ...more });
  await give("verify-authentication", credential);
  location.assign(offer.element.dataset["next"] ?? "/");
}

/** The address field offers passkeys as it offers addresses. Nobody asked, so nothing is said. */
async function proposeInField(offer: Offer, signal: AbortSignal): Promise<void> {
  try {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    await signIn(offer, { mediation: "conditional", signal });
  } catch {}
}

async function ask<Answer>(what: string): Promise<Answer> {
  const response = await fetch(`${place}/${what}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.json()) as Answer;
}

async function give(what: string, credential: Credential | null): Promise<void> {
  const response = await fetch(`${place}/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ response: (credential as PublicKeyCredential).toJSON() }),
  });
  if (!response.ok) throw new Error(response.statusText);
}

function whatWentWrong(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return "Nothing was done.";
  if (name === "InvalidStateError") return "This device has a passkey for this account already.";
  return "That did not work. Try again, or sign in in another way.";
}

function say(element: HTMLElement, words: string): void {
  const place = element.querySelector("[data-passkey-says]");
  if (place) place.textContent = words;
}
