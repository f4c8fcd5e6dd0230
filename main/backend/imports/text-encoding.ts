import { createReadStream } from 'node:fs';
import { CredoError } from '../../../shared/errors.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * The encoding of a text file: what its byte order mark says, else UTF-8 where the whole file is, else
 * GB18030, which Chinese Excel writes.
 * @throws CredoError `importEncodingUnknown` where it is neither
 */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  let mark = '';
  for await (const chunk of createReadStream(path, { end: 1 })) mark = chunk.toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    if (await decodes(path, encoding)) return encoding;
  }
  throw new CredoError('importEncodingUnknown');
}

async function decodes(path: string, encoding: TextEncoding): Promise<boolean> {
  try {
    for await (const _ of decodedText(path, encoding)) {
      // Only whether it can be read matters.
    }
    return true;
  } catch (error) {
    if (error instanceof CredoError) return false;
    throw error;
  }
}

/**
 * A file's text, piece by piece, without its byte order mark.
 * @throws CredoError `importEncodingUnknown` where the bytes are not of the encoding
 */
export async function* decodedText(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new CredoError('importEncodingUnknown', {}, { cause: error });
    }
  };
  for await (const chunk of createReadStream(path)) yield decode(chunk);
  yield decode();
}
