/** Requests to the API: session cookie, CSRF token, and every failure as a `ServerProblem`. */

import type { components } from "@/api";

export type Problem = components["schemas"]["Problem"];

type Told = Problem & { readonly [key: string]: unknown };

/** What the server refused, in its own words; `status` 0: the server was not reached. */
export class ServerProblem extends Error {
  constructor(
    readonly status: number,
    readonly problem: Told,
  ) {
    super(problem.message.en);
  }

  get isOffline(): boolean {
    return this.status === 0;
  }
}

const UNREACHED = { ru: "сервер не отвечает", en: "the server does not answer" };
const UNREADABLE = { ru: "сервер ответил непонятно", en: "the server's answer cannot be read" };

export interface Client {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  /** Sends while the page is being left, when nobody can wait for an answer any more. */
  part(method: "PUT" | "DELETE", path: string, body?: unknown): void;
  /** Who is logged in now. A new log-in comes with a new token, which changes carry from then on. */
  session(): Promise<components["schemas"]["Session"]>;
}

/** What a browser takes along when its page is left. */
const PARTING_BYTES_MAX = 60_000;

/** A client for the API under `base`, such as `/api`. */
export function clientOf(base: string, csrfToken: string): Client {
  let token = csrfToken;
  const request = async <T>(path: string, init: RequestInit): Promise<T> => {
    const unreached = (error: unknown) =>
      init.signal?.aborted ? error : new ServerProblem(0, { code: "offline", message: UNREACHED } as Told);
    let response: Response;
    try {
      response = await fetch(`${base}${path}`, { credentials: "same-origin", ...init });
    } catch (error) {
      throw unreached(error);
    }
    if (response.status === 204) return undefined as T;
    if (!response.ok) {
      const told = await response.json().catch(() => ({ code: "unreadable", message: UNREADABLE }));
      throw new ServerProblem(response.status, told as Told);
    }
    try {
      return (await response.json()) as T;
    } catch (error) {
      // The network went, or the asker left, between the first line of the answer and its end.
      throw unreached(error);
    }
  };
  return {
    get: (path, signal) => request(path, signal ? { signal } : {}),
    send: (method, path, body, signal) =>
      request(path, {
        method,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      }),
    part: (method, path, body) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      if (text && new Blob([text]).size > PARTING_BYTES_MAX) return;
      request(path, {
        method,
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        ...(text === undefined ? {} : { body: text }),
      }).catch(() => undefined);
    },
    session: async () => {
      const session = await request<components["schemas"]["Session"]>("/session", {});
      token = session.csrf_token;
      return session;
    },
  };
}
