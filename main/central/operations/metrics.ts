import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The centre's Prometheus metrics. Labels carry no names, addresses or ids. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'credo_central_' });
  return {
    registry,
    requests: new Histogram({
      name: 'credo_central_request_seconds',
      help: 'Time to answer a request, by route and status',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.02, 0.05, 0.1, 0.5, 2, 10],
      registers,
    }),
    operations: new Counter({
      name: 'credo_central_operations_total',
      help: 'Operations pushed by devices, by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
    rowsSent: new Counter({
      name: 'credo_central_rows_sent_total',
      help: 'Operations and rows sent to devices, by kind of answer',
      labelNames: ['answer'] as const,
      registers,
    }),
    blobBytes: new Counter({
      name: 'credo_central_blob_bytes_total',
      help: 'Bytes of files received and sent',
      labelNames: ['direction'] as const,
      registers,
    }),
    eventStreams: new Gauge({
      name: 'credo_central_event_streams',
      help: 'Devices that listen for events now',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
