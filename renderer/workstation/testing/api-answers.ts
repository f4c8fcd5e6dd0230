/** What the app asked for, as a test's answer sees it. */
export interface ApiRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** The body's text; empty where there is none. */
  body: string;
  headers: Headers;
}

/** An answer: `results` in a successful envelope, or a whole response. */
export type ApiAnswer = { results: unknown } | Response;

interface HappyWindow {
  happyDOM: {
    setURL(url: string): void;
    settings: {
      fetch: {
        interceptor: {
          beforeAsyncRequest(context: { request: Request }): Promise<Response>;
        } | null;
      };
    };
  };
}

/**
 * Answers the requests of the window in a test: the app's own client and the browser's request
 * objects run for real, only the network behind them is this function. An answer that throws is a
 * network failure.
 * @returns every request, in order
 */
export function answerApi(
  answer: (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>,
): ApiRequest[] {
  const { happyDOM } = window as unknown as HappyWindow;
  happyDOM.setURL('http://127.0.0.1:20000/');
  const requests: ApiRequest[] = [];
  happyDOM.settings.fetch.interceptor = {
    async beforeAsyncRequest({ request }) {
      const url = new URL(request.url);
      const seen: ApiRequest = {
        method: request.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body: await request.text(),
        headers: request.headers,
      };
      requests.push(seen);
      const given = await answer(seen);
      if (given instanceof Response) return given;
      return envelopeResponse(200, { err_msg: '', err_no: 0, results: given.results });
    },
  };
  return requests;
}

/** A response whose body is the JSON of a value, or a text as it is. */
export function envelopeResponse(status: number, body: unknown): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
