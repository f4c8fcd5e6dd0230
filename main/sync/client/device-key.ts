import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { challengeText } from '../../../shared/sync/protocol-access.ts';
import type { SecretStore } from '../../backend/workspace/secret-store.ts';

const secretName = 'sync.device-key';

/**
 * The Ed25519 key that proves this device to the centre. It is kept with the workspace's other secrets
 * (sealed by the system on the desktop) and never leaves the machine.
 */
export class DeviceKey {
  readonly #private: KeyObject;

  private constructor(privateKey: KeyObject) {
    this.#private = privateKey;
  }

  /** The key of this workspace, or undefined where there is none or the system cannot open it. */
  static open(secrets: SecretStore): DeviceKey | undefined {
    const pem = secrets.get(secretName);
    return pem === undefined ? undefined : new DeviceKey(createPrivateKey(pem));
  }

  /** A new key, not kept yet. */
  static generate(): DeviceKey {
    return new DeviceKey(generateKeyPairSync('ed25519').privateKey);
  }

  keep(secrets: SecretStore): void {
    secrets.set(secretName, this.#private.export({ format: 'pem', type: 'pkcs8' }).toString());
  }

  /** The raw public key, base64url. */
  get publicKey(): string {
    return createPublicKey(this.#private).export({ format: 'jwk' }).x ?? '';
  }

  /** Answers a challenge of the centre for one device. */
  sign(serverId: string, deviceId: string, challenge: string): string {
    const text = challengeText(serverId, deviceId, challenge);
    return sign(null, Buffer.from(text), this.#private).toString('base64url');
  }
}
