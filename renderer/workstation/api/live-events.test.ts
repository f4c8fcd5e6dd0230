import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveEventsPath } from '../../../shared/api/events.ts';
import { TestEventSource } from '../testing/event-source.ts';
import { type LiveNotice, subscribeLive, useLiveConnection } from './live-events.ts';

describe('live events', () => {
  let heard: LiveNotice[];
  let stop: () => void;
  const source = (index: number) => TestEventSource.made[index] as TestEventSource;

  beforeEach(() => {
    vi.useFakeTimers();
    TestEventSource.install();
    heard = [];
    stop = subscribeLive((notice) => heard.push(notice));
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('share one connection, which closes with the last listener', () => {
    const others: LiveNotice[] = [];
    const stopOther = subscribeLive((notice) => others.push(notice));
    expect(TestEventSource.made.map(({ url }) => url)).toEqual([liveEventsPath]);
    source(0).open();
    source(0).send({ type: 'workspace' });
    expect([heard, others]).toEqual([[{ type: 'workspace' }], [{ type: 'workspace' }]]);
    stopOther();
    source(0).send({ type: 'applications' });
    expect(others).toHaveLength(1);
    expect(source(0).readyState).toBe(TestEventSource.OPEN);
    stop();
    expect(source(0).readyState).toBe(TestEventSource.CLOSED);
  });

  it('say when the stream is back, but not when it first opens', () => {
    source(0).open();
    expect(heard).toEqual([]);
    source(0).fail(false);
    expect(useLiveConnection.getState().connected).toBe(false);
    source(0).open();
    expect(heard).toEqual([{ type: 'reconnected' }]);
    expect(useLiveConnection.getState().connected).toBe(true);
  });

  it('connect anew after a refusal, waiting longer each time', () => {
    source(0).fail(true);
    vi.advanceTimersByTime(999);
    expect(TestEventSource.made).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(TestEventSource.made).toHaveLength(2);
    source(1).fail(true);
    vi.advanceTimersByTime(1_999);
    expect(TestEventSource.made).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(TestEventSource.made).toHaveLength(3);
    source(2).open();
    source(2).fail(true);
    vi.advanceTimersByTime(1_000);
    expect(TestEventSource.made).toHaveLength(4);
  });

  it('survive a message that is no JSON', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    source(0).open();
    source(0).dispatchEvent(new MessageEvent('message', { data: 'half a mess' }));
    source(0).send({ type: 'workspace' });
    expect(heard).toEqual([{ type: 'workspace' }]);
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });
});
