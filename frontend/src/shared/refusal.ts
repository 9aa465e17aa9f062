/** The server's way to say no (`{"code","message","hint"}`), or what to say when it did not answer at all. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly status: number;
  /** Seconds until another try is allowed, where the server slows us down. */
  readonly retryAfter?: number;
}

/** Reads the refusal out of an answer that is not 2xx; tolerant of proxies that answer with a page of their own. */
export async function readRefusal(response: Response): Promise<Refusal> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy's error page: the status alone has to do.
  }
  const text = (key: string): string => (typeof body[key] === "string" ? (body[key] as string) : "");
  const seconds = Number(body["retry_after"] ?? response.headers.get("Retry-After"));
  return {
    code: text("code") || `http_${response.status}`,
    message: text("message"),
    hint: text("hint"),
    status: response.status,
    ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds } : {}),
  };
}
