/**
 * The line to the office: one question, one answer, or silence.
 *
 * Whatever is not an answer of the asked origin is silence: no line, a time-out, a cut,
 * a redirect. What an answer means is for others; here no status is good or bad.
 */

/** The prefix of every call; a later version of the protocol has another. */
export const PREFIX = "/api/field/v1";

/** What is needed of the world. */
export interface Line {
  readonly fetch: typeof fetch;
}

/** One call. */
export interface Question {
  readonly method: "GET" | "HEAD" | "PATCH" | "POST" | "PUT";
  readonly path: string;
  /** None: only the session counts. */
  readonly credential: string | null;
  /** Whether the session's cookie goes along; what is delivered goes without. */
  readonly withSession: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | string | null;
}

/** What came back. `body` None: nothing, or nothing that is JSON. */
export type Reply =
  | {
      readonly is: "answer";
      readonly status: number;
      readonly headers: Headers;
      readonly body: unknown;
    }
  | { readonly is: "silence" };

const SILENCE: Reply = { is: "silence" };
const PATIENCE_MS = 30_000;
/** The slowest line worth waiting for: 16 kbit/s. */
const SLOWEST_BYTES_PER_MS = 2;

/** How long an answer is waited for; a large body on a poor line takes its time. */
export function patienceFor(bytes: number): number {
  return PATIENCE_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
}

function headersOf({ credential, headers, method }: Question): Record<string, string> {
  const bearer = credential === null ? {} : { Authorization: `Bearer ${credential}` };
  const own = method === "GET" || method === "HEAD" ? {} : { "X-Landlord-Watch": "1" };
  return { Accept: "application/json", ...bearer, ...own, ...headers };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Ask, and wait as long as is reasonable. Never throws. */
export async function ask(line: Line, question: Question): Promise<Reply> {
  const { body, method, path, withSession } = question;
  try {
    const response = await line.fetch(PREFIX + path, {
      method,
      body,
      headers: headersOf(question),
      credentials: withSession ? "same-origin" : "omit",
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(patienceFor(body?.length ?? 0)),
    });
    if (response.redirected || response.type === "opaque") return SILENCE;
    const { headers, status } = response;
    return { is: "answer", status, headers, body: asJson(await response.text()) };
  } catch {
    return SILENCE;
  }
}
