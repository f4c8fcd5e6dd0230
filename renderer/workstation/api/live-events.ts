import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { type LiveEvent, liveEventsPath } from '../../../shared/api/events.ts';

/**
 * What a screen hears: a change, or `reconnected`, after which anything may have changed meanwhile
 * and what is on screen has to be fetched again.
 */
export type LiveNotice = LiveEvent | { type: 'reconnected' };
type Listener = (notice: LiveNotice) => void;

/** Whether live updates arrive now; `undefined` until the first connection attempt has ended. */
export const useLiveConnection = create<{ connected: boolean | undefined }>(() => ({
  connected: undefined,
}));

const shortestPause = 1_000;
const longestPause = 30_000;

const listeners = new Set<Listener>();
let source: EventSource | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = shortestPause;
let opened = false;

/**
 * Hears live updates until the returned function is called. One connection serves every listener; it
 * opens with the first of them, closes with the last, and comes back by itself after a break.
 */
export function subscribeLive(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) disconnect();
  };
}

/** `subscribeLive` for the life of a component; the handler always sees the newest props. */
export function useLiveEvents(handler: Listener): void {
  const newest = useEffectEvent(handler);
  useEffect(() => subscribeLive((notice) => newest(notice)), []);
}

function connect(): void {
  const current = new EventSource(liveEventsPath);
  source = current;
  current.addEventListener('open', () => {
    pause = shortestPause;
    useLiveConnection.setState({ connected: true });
    if (opened) tell({ type: 'reconnected' });
    opened = true;
  });
  current.addEventListener('message', ({ data }) => {
    try {
      tell(JSON.parse(data as string) as LiveEvent);
    } catch (error) {
      console.error('live event', error);
    }
  });
  current.addEventListener('error', () => {
    useLiveConnection.setState({ connected: false });
    // The browser reconnects by itself unless the answer was a refusal; then it closes for good.
    if (current.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(connect, pause);
    pause = Math.min(pause * 2, longestPause);
  });
}

function disconnect(): void {
  clearTimeout(timer);
  source?.close();
  source = undefined;
  opened = false;
}

function tell(notice: LiveNotice): void {
  for (const listener of [...listeners]) listener(notice);
}
