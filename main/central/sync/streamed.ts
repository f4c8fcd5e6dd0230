import { Readable } from 'node:stream';
import { constants, createGzip, createZstdCompress } from 'node:zlib';

/**
 * An NDJSON answer, compressed as the caller takes it: zstd where it says so, else gzip. A failure on
 * the way cuts the answer, so that the reader sees that its end is missing.
 * @param chunks whole lines, each with its line end
 */
export function streamedLines(request: Request, chunks: AsyncIterable<string>): Response {
  const accepted = request.headers.get('accept-encoding') ?? '';
  const source = Readable.from(bytesOf(chunks), { objectMode: true, highWaterMark: 2 });
  const headers: Record<string, string> = {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
  };
  const encoding = accepted.includes('zstd') ? 'zstd' : accepted.includes('gzip') ? 'gzip' : '';
  if (encoding === '') return answer(source, headers);
  const compress =
    encoding === 'zstd'
      ? createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } })
      : createGzip({ level: 1, chunkSize: 128 * 1024 });
  source.once('error', (error) => compress.destroy(error));
  compress.once('close', () => source.destroy());
  source.pipe(compress);
  return answer(compress, { ...headers, 'content-encoding': encoding });
}

async function* bytesOf(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

function answer(body: Readable, headers: Record<string, string>): Response {
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { headers });
}
