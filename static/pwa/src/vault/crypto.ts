/** AES-256-GCM as the vault uses it, and the ways bytes are written. */

/** Bytes in a buffer of their own. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The first byte of everything sealed: how the rest is to be read. */
const FORMAT = 1;
const IV_LENGTH = 12;
/** What sealing adds to a payload. */
export const TAG_LENGTH = 16;
export const KEY_LENGTH = 32;

/** Fresh random bytes. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A fresh nonce of 96 bits. */
export function newIv(): Bytes {
  return randomBytes(IV_LENGTH);
}

/** Text as UTF-8. */
export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** The bytes of base64; none, if it is damaged: no bytes are no key, no nonce and no salt. */
export function fromBase64(text: string): Bytes {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

/** Bytes as lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of bytes. */
export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** A key that cannot be taken out again, of 32 bytes. */
export function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** HKDF-SHA-256: 32 bytes for one use, told apart from every other by `info`. */
export async function derive(secret: Bytes, salt: Bytes, info: string): Promise<Bytes> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, KEY_LENGTH * 8));
}

/** Ciphertext and tag, bound to `bound`. */
export async function encrypt(
  key: CryptoKey,
  iv: Bytes,
  bound: Bytes,
  plain: Bytes,
): Promise<Bytes> {
  const how = { name: "AES-GCM", iv, additionalData: bound };
  return new Uint8Array(await crypto.subtle.encrypt(how, key, plain));
}

/** What was encrypted; None: another key, another binding, or changed bytes. */
export async function decrypt(
  key: CryptoKey,
  iv: Bytes,
  bound: Bytes,
  sealed: Bytes,
): Promise<Bytes | null> {
  const how = { name: "AES-GCM", iv, additionalData: bound };
  const plain = await crypto.subtle.decrypt(how, key, sealed).catch(() => null);
  return plain === null ? null : new Uint8Array(plain);
}

/** What bytes are bound to: one vault, and one place in it. */
export function boundTo(vaultId: string, place: string): Bytes {
  return utf8(`${vaultId}|${place}`);
}

/** Format byte, fresh nonce, ciphertext and tag in one piece. */
export async function sealPiece(key: CryptoKey, bound: Bytes, plain: Bytes): Promise<Bytes> {
  const iv = newIv();
  const sealed = await encrypt(key, iv, bound, plain);
  const piece = new Uint8Array(1 + IV_LENGTH + sealed.length);
  piece[0] = FORMAT;
  piece.set(iv, 1);
  piece.set(sealed, 1 + IV_LENGTH);
  return piece;
}

/** What a piece holds; None: it was changed, moved, of another key, or of a format not known here. */
export async function openPiece(
  key: CryptoKey,
  bound: Bytes,
  piece: Bytes,
): Promise<Bytes | null> {
  if (piece[0] !== FORMAT || piece.length < 1 + IV_LENGTH + TAG_LENGTH) return null;
  const iv = piece.slice(1, 1 + IV_LENGTH);
  return decrypt(key, iv, bound, piece.slice(1 + IV_LENGTH));
}
