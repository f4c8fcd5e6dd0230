import { safeStorage } from 'electron';
import type { SecretBox } from '../backend/workspace/secret-store.ts';

/**
 * Seals secrets with the system's key store (DPAPI, Keychain, libsecret or KWallet). After the
 * application is ready.
 * @returns undefined where the system has none: a key that is in the program itself (Linux without
 * a key store) would only look like protection
 */
export function safeStorageBox(): SecretBox | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    return undefined;
  }
  return {
    name: 'safeStorage',
    seal: (secret) => safeStorage.encryptString(secret).toString('base64'),
    open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
  };
}
