import { z } from 'zod';
import { endpoint } from './endpoint.ts';

/**
 * 免登录上传图片: multipart with `name`, `token`, `file`, and Credo's own `slot`. Without one a file falls
 * into the slot for other documents, or the first that has room.
 */
export const uploadWithToken = endpoint({
  method: 'POST',
  path: '/atsng/atsMain/uploadWithToken',
  audience: 'candidate',
  multipart: true,
  request: z.object({}),
  results: z.object({
    name: z.string(),
    ext: z.string(),
    dfs_file_name: z.string(),
    dfs_group_name: z.string(),
    size: z.number(),
  }),
});

/**
 * 下载学历证明: `GET /webank/download?dfs_group_name=&dfs_file_name=&name=`. Streams, with Range.
 * Credo's own parameters: `token` (a candidate), `inline=1` (show, not save),
 * `rendition=preview` (a JPEG where the original is one a browser cannot show).
 */
export const downloadPath = '/webank/download';

/** All files of a certificate's current submission as a ZIP: `?certificate_id=`. Not in the reference. */
export const downloadAllPath = '/webank/downloadAll';
