import { storedReason } from '../../../shared/delivery-reasons.ts';
import { DeliveryError, type OutgoingMessage, type Transport } from '../transport.ts';
import { answerWords, failureOf, type GatewayAnswer, readAnswer } from './gateway-answer.ts';
import { gatewayRequest } from './gateway-request.ts';
import type { GatewayAccount } from './gateway-settings.ts';

export interface SmsTransportOptions {
  /** The gateway to send through now; undefined while none is configured. */
  gateway: () => GatewayAccount | undefined;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** SMS through the HTTP gateway of the settings. */
export class SmsTransport implements Transport {
  readonly #options: SmsTransportOptions;
  #lastSentAt = Number.NEGATIVE_INFINITY;

  constructor(options: SmsTransportOptions) {
    this.#options = options;
  }

  accountKey(): string {
    const gateway = this.#options.gateway();
    return gateway ? `sms:${new URL(gateway.url).host}` : '';
  }

  waitingReason(): string | undefined {
    return this.#options.gateway() ? undefined : storedReason('smsNotConfigured');
  }

  /** Messages are spread evenly over the minute: gateways refuse bursts. */
  readyAt(): number {
    const perMinute = this.#options.gateway()?.messages_per_minute ?? 60;
    return this.#lastSentAt + 60_000 / perMinute;
  }

  async send(message: OutgoingMessage, signal?: AbortSignal): Promise<string> {
    const gateway = this.#options.gateway();
    if (!gateway) throw new DeliveryError('account', storedReason('smsNotConfigured'));
    this.#lastSentAt = this.#options.now();
    const answer = await exchange(gateway, message, signal);
    const failure = failureOf(answer, gateway);
    if (failure) throw new DeliveryError(failure, answerWords(answer));
    return answerWords(answer);
  }

  idle(): void {}
}

/** One request. Redirects are not followed: headers with keys must not reach another host. */
async function exchange(
  gateway: GatewayAccount,
  message: OutgoingMessage,
  signal: AbortSignal | undefined,
): Promise<GatewayAnswer> {
  const { url, init } = gatewayRequest(gateway, message);
  const timeout = AbortSignal.timeout(gateway.timeout_seconds * 1000);
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    return await readAnswer(response);
  } catch (error) {
    throw new DeliveryError('unreachable', networkWords(error), { cause: error });
  }
}

/** `fetch` hides the system's words in the cause. */
function networkWords(error: unknown): string {
  const { cause } = error as Error;
  return cause instanceof Error && cause.message ? cause.message : (error as Error).message;
}
