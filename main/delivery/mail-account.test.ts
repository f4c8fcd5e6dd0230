import { describe, expect, it } from 'vitest';
import { MailAccountInvalid, mailAccountFromSettings, mailAccountFromUrl } from './mail-account.ts';

describe('mailAccountFromUrl', () => {
  it('reads server, sign-in and sender; STARTTLS is required with a password, certificates checked', () => {
    expect(mailAccountFromUrl('smtp://hr%40example.com:p%40ss@smtp.example.com:587')).toEqual({
      from: 'hr@example.com',
      smtp: {
        secure: false,
        host: 'smtp.example.com',
        port: 587,
        auth: { user: 'hr@example.com', pass: 'p@ss' },
        requireTLS: true,
        tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
      },
    });
  });

  it('takes options of the query, the sender among them', () => {
    const { from, smtp } = mailAccountFromUrl(
      'smtps://user:pass@smtp.example.com?from=hr@example.com&tls.servername=mail.example.com',
    );
    expect(from).toBe('hr@example.com');
    expect(smtp).toMatchObject({
      secure: true,
      tls: { servername: 'mail.example.com', rejectUnauthorized: true },
    });
    expect(smtp).not.toHaveProperty('from');
    expect(smtp).not.toHaveProperty('requireTLS');
  });

  it('trusts this machine alone without a certificate that verifies', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const { smtp } = mailAccountFromUrl(`smtp://u:p@${host}:2525`);
      expect(smtp.tls?.rejectUnauthorized).toBe(false);
      expect(smtp.requireTLS).toBeUndefined();
    }
    for (const host of ['127.0.0.1.example.com', 'localhost.example.com', '192.168.1.5']) {
      expect(mailAccountFromUrl(`smtp://u:p@${host}`).smtp.tls?.rejectUnauthorized).toBe(true);
    }
  });

  it.each([
    'http://smtp.example.com',
    'smtp.example.com:25',
    'smtp://',
    'smtp://smtp.example.com?from=nobody',
    'smtp://smtp.example.com?from=a@example.com%0D%0ABcc:b@example.com',
  ])('refuses %s, and never repeats a password', (url) => {
    expect(() => mailAccountFromUrl(url)).toThrow(MailAccountInvalid);
    const secret = url.replace('smtp://', 'smtp://user:secret@');
    try {
      mailAccountFromUrl(secret);
    } catch (error) {
      expect((error as Error).message).not.toContain('secret');
    }
  });
});

it('takes the settings’ sender, or their user where it is an address', () => {
  const settings = {
    host: 'smtp.example.com',
    port: 465,
    secure: true,
    user: 'u@example.com',
    from: '',
  };
  expect(mailAccountFromSettings(settings, 'p').from).toBe('u@example.com');
  expect(mailAccountFromSettings({ ...settings, from: 'hr@example.com' }, 'p')).toMatchObject({
    from: 'hr@example.com',
    smtp: { auth: { user: 'u@example.com', pass: 'p' } },
  });
  expect(mailAccountFromSettings({ ...settings, user: '' }, undefined).smtp.auth).toBeUndefined();
});
