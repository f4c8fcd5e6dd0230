import type { ParsedRequestOf, ResultsOf } from '../../../shared/api/endpoint.ts';
import type { SmsGateway, saveSmsGateway, sendTestSms } from '../../../shared/api/sms-gateway.ts';
import { describeLastError } from '../../../shared/delivery-reasons.ts';
import { CredoError } from '../../../shared/errors.ts';
import type { Language } from '../../../shared/language.ts';
import type { Database } from '../../database/database.ts';
import type { Delivery } from '../../delivery/create-delivery.ts';
import { checkGateway } from '../../delivery/sms/check-gateway.ts';
import type { GatewaySettings } from '../../delivery/sms/gateway-settings.ts';
import { DeliveryError } from '../../delivery/transport.ts';
import { type Platform, randomToken } from '../../platform.ts';
import { mobileNumber } from '../certificates/recipient.ts';
import type { LiveEvents } from '../live/live-events.ts';
import type { WorkspaceService } from './workspace-service.ts';

export interface SmsSettingsParts {
  database: Database;
  smsGateway: GatewaySettings;
  delivery: Delivery;
  live: LiveEvents;
  platform: Platform;
  workspace: WorkspaceService;
}

/** The SMS gateway as the recruiter sees, changes and tries it. */
export class SmsSettings {
  readonly #parts: SmsSettingsParts;

  constructor(parts: SmsSettingsParts) {
    this.#parts = parts;
  }

  get(): SmsGateway {
    return this.#parts.smsGateway.view();
  }

  /**
   * Saves the gateway; what waits for it is tried at once.
   * @throws CredoError `invalidParameter`; nothing is saved then
   */
  save(request: ParsedRequestOf<typeof saveSmsGateway>, language: Language): SmsGateway {
    const { database, smsGateway, live, delivery } = this.#parts;
    checkGateway(request, smsGateway.view(), language);
    database.transaction(() => smsGateway.save(request))();
    live.publish({ type: 'workspace' });
    delivery.outbox.tryNow('sms');
    return this.get();
  }

  /**
   * Sends a test message through the gateway, past the queue.
   * @throws CredoError `invalidParameter`, `smsNotConfigured`; `smsRefused` with the gateway's own
   * words, or the system's where it did not answer
   */
  async sendTest(recipient: string, language: Language): Promise<ResultsOf<typeof sendTestSms>> {
    const { smsGateway, delivery, workspace, platform } = this.#parts;
    const mobile = mobileNumber(recipient, language, 'recipient');
    if (!smsGateway.current()) throw new CredoError('smsNotConfigured');
    const company = workspace.companyName || 'Credo';
    try {
      const response = await delivery.testTransports().sms.send({
        recipient: mobile,
        subject: '',
        content: `【${company}】这是招聘工作台发出的测试短信，收到它说明短信网关已经可以使用。`,
        messageIdHeader: `<${randomToken(platform)}@credo.invalid>`,
        code: 'TEST23',
      });
      return { response };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const reason = describeLastError(error.words, language) ?? '';
      throw new CredoError('smsRefused', { reason }, { cause: error });
    }
  }
}
