/** A device with a lock of its own, as WebAuthn shows it: a secret for each of its keys. */

import { type Bytes, derive, randomBytes, toBase64 } from "../../src/vault/crypto";
import type { AskedCredential, Credentials, NewCredential } from "../../src/vault/device";
import { must } from "./world";

export class Authenticator implements Credentials {
  readonly #secrets = new Map<string, Bytes>();
  /** Whether its holder shows a finger. */
  isWilling = true;

  async create(asked: NewCredential): Promise<object | null> {
    if (!this.isWilling) throw new DOMException("Not allowed", "NotAllowedError");
    const id = randomBytes(16);
    this.#secrets.set(toBase64(id), randomBytes(32));
    return await this.#given(id, asked.publicKey.extensions.prf.eval.first);
  }

  async get(asked: AskedCredential): Promise<object | null> {
    if (!this.isWilling) throw new DOMException("Not allowed", "NotAllowedError");
    const { allowCredentials, extensions } = asked.publicKey;
    return await this.#given(must(allowCredentials[0]).id, extensions.prf.eval.first);
  }

  async #given(id: Bytes, salt: Bytes): Promise<object> {
    const first = await derive(must(this.#secrets.get(toBase64(id))), salt, "prf");
    return {
      rawId: id.buffer,
      getClientExtensionResults: () => ({ prf: { enabled: true, results: { first } } }),
    };
  }
}
