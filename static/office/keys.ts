/**
 * `form[data-key]`: asks a security key, a fingerprint or the like (WebAuthn) and sends its answer.
 *
 * `data-options` is what the office asks, `data-key` whether a key is to be made or to sign.
 */

type Asking = (options: string) => Promise<Credential | null>;

const ASKING: Readonly<Record<string, Asking>> = {
  create: (options) =>
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  get: (options) =>
    navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(
        JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON,
      ),
    }),
};

export function askKeys(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-key]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void answerOf(form).then((answer) => {
        send(form, answer);
      });
    });
  }
}

/** What the key answered; empty if it did not, or was not asked. */
async function answerOf(form: HTMLFormElement): Promise<string> {
  const ask = ASKING[form.dataset["key"] ?? ""];
  if (ask === undefined || !("PublicKeyCredential" in window)) return "";
  try {
    const credential = await ask(form.dataset["options"] ?? "");
    return credential instanceof PublicKeyCredential ? JSON.stringify(credential) : "";
  } catch {
    return ""; // cancelled, too late, or no key here: the person is told and may try again
  }
}

function send(form: HTMLFormElement, answer: string): void {
  const field = form.elements.namedItem("answer");
  const trouble = form.querySelector<HTMLElement>("[data-key-trouble]");
  if (trouble !== null) trouble.hidden = answer !== "";
  if (!(field instanceof HTMLInputElement) || answer === "") return;
  field.value = answer;
  form.submit();
}
