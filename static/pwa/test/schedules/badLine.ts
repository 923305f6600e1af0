/** A line to the office over real sockets, that does to calls what lines do. */

import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Lots } from "./lots";

/** What may happen to a call. */
export type Mishap =
  | "none"
  | "request_lost"
  | "request_cut"
  | "answer_lost"
  | "answer_cut"
  | "sent_twice"
  | "sent_twice_at_once"
  | "sent_late"
  | "slow"
  | "login_page"
  | "login_redirect"
  | "bad_gateway"
  | "too_busy"
  | "forbidden"
  | "gibberish";

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const HOST = "127.0.0.1";
const LONGEST_DELAY_MS = 40;
/** What is sent late comes after at most so many other calls. */
const LATEST = 6;
const OF_ONE_LEG = ["connection", "keep-alive", "transfer-encoding", "date", "server"];
const PAGE = "<!doctype html><title>Wi-Fi</title><form>Godkänn villkoren</form>";

const MADE_UP: Partial<Record<Mishap, Answered>> = {
  login_page: page(200, PAGE),
  login_redirect: { ...page(302, ""), headers: { location: "http://127.0.0.1:9/login" } },
  bad_gateway: page(502, "<h1>502 Bad Gateway</h1>"),
  too_busy: page(503, ""),
  forbidden: page(403, "<h1>Forbidden</h1>"),
  gibberish: {
    status: 201,
    headers: { "content-type": "application/json" },
    body: Buffer.from('{"number":"1","state":"complete","blobs":[]}'),
  },
};

function page(status: number, html: string): Answered {
  return { status, headers: { "content-type": "text/html" }, body: Buffer.from(html) };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !OF_ONE_LEG.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export class BadLine {
  readonly #officePort: number;
  readonly #server: Server;
  readonly #lots: Lots;
  readonly #late: { readonly asked: Asked; after: number }[] = [];
  /** What happens to the next call. */
  mishap: (method: string, url: string) => Mishap = () => "none";
  /** How often each happened. */
  readonly happened: Partial<Record<Mishap, number>> = {};

  constructor(officePort: number, lots: Lots) {
    this.#officePort = officePort;
    this.#lots = lots;
    this.#server = createServer((asking, answering) => void this.#handle(asking, answering));
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, HOST, resolve));
    return `http://${HOST}:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** What was held back arrives now. */
  async settle(): Promise<void> {
    for (const { asked } of this.#late.splice(0)) await this.#ask(asked);
  }

  async #handle(asking: IncomingMessage, answering: ServerResponse): Promise<void> {
    const { method = "", url = "" } = asking;
    const mishap = this.mishap(method, url);
    this.happened[mishap] = (this.happened[mishap] ?? 0) + 1;
    const body = await bodyOf(asking).catch(() => null);
    if (body === null) return; // the page that asked is gone
    await this.#deliverLate();
    await this.#meet(mishap, { method, url, headers: headersOf(asking), body }, answering);
  }

  async #deliverLate(): Promise<void> {
    for (const each of this.#late) each.after -= 1;
    for (const each of this.#late.filter(({ after }) => after < 0)) {
      this.#late.splice(this.#late.indexOf(each), 1);
      await this.#ask(each.asked);
    }
  }

  async #meet(mishap: Mishap, asked: Asked, answering: ServerResponse): Promise<void> {
    const madeUp = MADE_UP[mishap];
    if (madeUp !== undefined) return this.#answer(madeUp, answering, asked.method);
    if (mishap === "sent_late") this.#late.push({ asked, after: this.#lots.below(LATEST) });
    if (mishap === "request_cut") await this.#askHalf(asked);
    if (["request_lost", "request_cut", "sent_late"].includes(mishap)) {
      answering.destroy();
      return;
    }
    if (mishap === "slow") await pass(this.#lots.below(LONGEST_DELAY_MS));
    const others = mishap === "sent_twice_at_once" ? this.#ask(asked) : null;
    if (mishap === "sent_twice") await this.#ask(asked);
    const answered = await this.#ask(asked);
    await others;
    if (answered === null || mishap === "answer_lost") answering.destroy();
    else if (mishap === "answer_cut") this.#answerPart(answered, answering);
    else this.#answer(answered, answering, asked.method);
  }

  /** None: the office did not answer. */
  async #ask({ body, headers, method, url }: Asked): Promise<Answered | null> {
    return await new Promise((resolve) => {
      const asking = request(
        { host: HOST, port: this.#officePort, path: url, method, headers, agent: false },
        (message) => {
          const whole = (read: Buffer): Answered => ({
            status: message.statusCode ?? 0,
            headers: headersOf(message),
            body: read,
          });
          bodyOf(message).then(
            (read) => resolve(whole(read)),
            () => resolve(null),
          );
        },
      );
      asking.on("error", () => resolve(null));
      asking.end(body);
    });
  }

  /** The office hears the beginning of it, and then nothing any more. */
  async #askHalf({ body, headers, method, url }: Asked): Promise<void> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const whole = Buffer.concat([
      Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`),
      body,
    ]);
    const part = whole.subarray(0, this.#lots.below(whole.length));
    await new Promise<void>((resolve) => {
      const socket = connect(this.#officePort, HOST, () => socket.end(part, () => socket.destroy()));
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
  }

  #answer({ body, headers, status }: Answered, answering: ServerResponse, method: string): void {
    answering.writeHead(status, headers);
    answering.end(method === "HEAD" ? undefined : body);
  }

  #answerPart({ body, headers, status }: Answered, { socket }: ServerResponse): void {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const whole = Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status} Cut\r\n${lines.join("\r\n")}\r\n\r\n`),
      body,
    ]);
    socket?.write(whole.subarray(0, 1 + this.#lots.below(whole.length - 1)), () => socket.destroy());
  }
}
