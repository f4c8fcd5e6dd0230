/**
 * Stands in for `EventSource`, which the test window has not: a test opens it, sends and breaks it.
 * It connects to nothing by itself.
 */
export class TestEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  /** Every one that was made since `install`, in order. */
  static readonly made: TestEventSource[] = [];

  readyState = TestEventSource.CONNECTING;
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    TestEventSource.made.push(this);
  }

  /** Makes it the window's `EventSource` and forgets earlier ones. */
  static install(): void {
    TestEventSource.made.length = 0;
    Object.assign(globalThis, { EventSource: TestEventSource });
  }

  open(): void {
    this.readyState = TestEventSource.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  send(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(data) }));
  }

  /** `closed`: the answer was a refusal, and the browser does not try again. */
  fail(closed: boolean): void {
    this.readyState = closed ? TestEventSource.CLOSED : TestEventSource.CONNECTING;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = TestEventSource.CLOSED;
  }
}
