import type { StreamScope } from '../../../shared/sync/operation.ts';
import { eventTimes } from '../../../shared/sync/protocol.ts';
import type { Session } from '../access/session.ts';
import type { Centre } from '../centre.ts';

interface Subscriber {
  readonly session: Session;
  send(text: string): void;
  end(): void;
}

/** A device that takes no more than this many bytes behind is cut off; it will poll and come back. */
const backlogBytes = 64 * 1024;

/**
 * Live hints for devices (SSE). They come over PostgreSQL's notifications, so that every centre on one
 * database tells its own devices. A hint may be lost: devices poll besides.
 */
export class EventHub {
  readonly #centre: Centre;
  readonly #subscribers = new Set<Subscriber>();
  #stopListening: (() => Promise<void>)[] = [];
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(centre: Centre) {
    this.#centre = centre;
  }

  async start(): Promise<void> {
    const { database } = this.#centre;
    const listen = async (channel: string, take: (value: string) => void) => {
      const { unlisten } = await database.listen(channel, take);
      this.#stopListening.push(unlisten);
    };
    await listen('credo_head', (value) => this.#head(value));
    await listen('credo_blob', (value) => this.#blob(value));
    await listen('credo_revoked', (deviceId) => {
      for (const subscriber of this.#subscribers) {
        if (subscriber.session.deviceId === deviceId) subscriber.end();
      }
    });
    this.#heartbeat = setInterval(() => {
      for (const subscriber of this.#subscribers) subscriber.send('event: heartbeat\ndata: {}\n\n');
    }, eventTimes.heartbeat);
    this.#heartbeat.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const subscriber of this.#subscribers) subscriber.end();
    await Promise.all(this.#stopListening.map((stop) => stop()));
    this.#stopListening = [];
  }

  /** The event stream of a device. It begins with where its streams stand. */
  async subscribe(session: Session, request: Request): Promise<Response> {
    const { database, metrics } = this.#centre;
    const subscribers = this.#subscribers;
    let subscriber: Subscriber | undefined;
    const leave = () => {
      if (subscriber && subscribers.delete(subscriber)) metrics.eventStreams.dec();
    };
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const end = () => {
            leave();
            try {
              controller.close();
            } catch {
              // The reader was quicker.
            }
          };
          const send = (text: string) => {
            if ((controller.desiredSize ?? 0) < 0) end();
            else controller.enqueue(encoder.encode(text));
          };
          subscriber = { session, send, end };
          subscribers.add(subscriber);
          metrics.eventStreams.inc();
          request.signal.addEventListener('abort', end);
        },
        cancel: leave,
      },
      { highWaterMark: backlogBytes, size: (chunk) => chunk.length },
    );
    // Listening first and asking then: a head that moves in between is told twice, not never.
    const heads = await database<{ stream_id: number; head: number; epoch: string }[]>`
      SELECT stream_id, head, epoch FROM stream
      WHERE stream_id IN (${session.streams.company}, ${session.streams.user})`;
    for (const { stream_id, head, epoch } of heads) {
      subscriber?.send(headEvent(scopeOf(session, stream_id), head, epoch));
    }
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  }

  #head(value: string): void {
    const [streamId, head, epoch] = JSON.parse(value) as [number, number, string];
    for (const { session, send } of this.#subscribers) {
      const scope = scopeOf(session, streamId);
      if (scope) send(headEvent(scope, head, epoch));
    }
  }

  #blob(value: string): void {
    const [companyId, sha256] = JSON.parse(value) as [number, string];
    for (const { session, send } of this.#subscribers) {
      if (session.companyId === companyId) send(event('blob', { sha256 }));
    }
  }
}

function scopeOf({ streams }: Session, streamId: number): StreamScope | undefined {
  if (streamId === streams.company) return 'company';
  return streamId === streams.user ? 'user' : undefined;
}

function headEvent(stream: StreamScope | undefined, head: number, epoch: string): string {
  return event('head', { stream, head, epoch });
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
