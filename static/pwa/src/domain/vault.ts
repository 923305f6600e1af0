/**
 * What the vault promises the rest of the tablet: what lies here at rest is sealed, and what
 * was closed can be delivered without it. See docs/adr/0004-the-vault.md.
 */

import type { BlobHeader, RevisionHeader } from "./contract";

/** The municipality's public key: whoever has only this can seal, and never open. */
export interface OfficeKey {
  readonly kid: string;
  /** SubjectPublicKeyInfo, base64. */
  readonly spki: string;
  /** Of the SPKI: the first 16 bytes of its SHA-256 as groups of four hex digits, to compare by eye. */
  readonly fingerprint: string;
}

/** How a passphrase is stretched. Below the floor it is refused, whoever asks for it. */
export type Stretching =
  | {
      readonly name: "argon2id";
      readonly memoryKiB: number;
      readonly iterations: number;
      readonly parallelism: 1;
      readonly salt: string;
    }
  | { readonly name: "pbkdf2-sha256"; readonly iterations: number; readonly salt: string };

/** One way to the data key, as it lies on the disk. Bytes are base64. */
export type Slot =
  | {
      readonly kind: "passphrase";
      readonly stretching: Stretching;
      readonly iv: string;
      readonly wrapped: string;
    }
  | {
      /** The device's own lock, by WebAuthn PRF. */
      readonly kind: "device";
      readonly credentialId: string;
      readonly salt: string;
      readonly iv: string;
      readonly wrapped: string;
    }
  /** For who has forgotten: only the municipality's private key opens it, never without an administrator's code. */
  | { readonly kind: "office"; readonly kid: string; readonly wrapped: string };

/** A person's vault as it lies on the disk: nothing in it opens it. */
export interface VaultRecord {
  readonly vaultId: string;
  readonly staffId: string;
  readonly slots: readonly Slot[];
  /** Wrong passphrases since the last right one. */
  readonly wrongTries: number;
}

/** A parcel closed for the office; `ownKey` opens it here, as long as it is kept. */
export interface SealedParcel {
  /** SHA-256 of all its bytes, lower-case hex: its name. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The parcel's own key under the vault's. */
  readonly ownKey: Uint8Array<ArrayBuffer>;
}

/** A few bytes that the office alone can read. */
export interface ForOffice {
  readonly kid: string;
  /** Base64. */
  readonly wrapped: string;
}

/** A header but for what closing itself decides. */
export type OpenHeader =
  | Omit<RevisionHeader, "sealing" | "payload">
  | Omit<BlobHeader, "sealing" | "payload">;

/**
 * An open vault. Everything here fails with `VaultClosed` once it is locked. `place` names where the
 * bytes lie (`drafts/<visit id>`): sealed bytes open at their own place alone.
 */
export interface Sealer {
  readonly vaultId: string;
  /** A fresh nonce, ciphertext and tag, in one piece. */
  seal(place: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** None: they were changed, moved, or sealed by another vault. */
  open(place: string, sealed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null>;
  /** At most 300 bytes, which only the office can read, and only as what `label` says they are. */
  sealForOffice(label: string, bytes: Uint8Array<ArrayBuffer>): Promise<ForOffice>;
  /** Close under a key of its own, wrapped for the office in the header and for us beside it. */
  closeParcel(header: OpenHeader, payload: Uint8Array<ArrayBuffer>): Promise<SealedParcel>;
  /** The payload; None: it was changed, or the key is not this parcel's. */
  openParcel(
    parcel: Uint8Array<ArrayBuffer>,
    ownKey: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
}

/** The vault was locked before or during the work. */
export class VaultClosed extends Error {
  override readonly name = "VaultClosed";
}
