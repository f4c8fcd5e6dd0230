import type { Page } from '@playwright/test';

/** A file as a candidate would choose it. */
export interface SampleFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const certificate = (title: string) =>
  `<body style="margin:0;background:#fbf7ec;font-family:sans-serif;text-align:center">
   <h1 style="padding-top:120px;font-size:56px;color:#8a2b2b">${title}</h1><p>宋海洋</p></body>`;

/** A photograph of a certificate, 1600 × 1200 pixels. */
export async function photo(page: Page, title = '毕业证书'): Promise<SampleFile> {
  const tab = await page.context().newPage();
  await tab.setViewportSize({ width: 1600, height: 1200 });
  await tab.setContent(certificate(title));
  const bytes = await tab.screenshot({ type: 'jpeg', quality: 80 });
  await tab.close();
  return { name: `${title}.jpg`, type: 'image/jpeg', bytes };
}

/** A scan as PNG, grainy as scans are: larger than what is shown as its own small picture. */
export async function scan(page: Page): Promise<SampleFile> {
  const tab = await page.context().newPage();
  await tab.setViewportSize({ width: 640, height: 480 });
  await tab.setContent('<body style="margin:0"><canvas width="640" height="480"></canvas></body>');
  await tab.evaluate(() => {
    const context = document.querySelector('canvas')?.getContext('2d');
    const pixels = context?.createImageData(640, 480);
    if (!context || !pixels) return;
    for (let at = 0; at < pixels.data.length; at += 4) {
      for (const part of [0, 1, 2]) pixels.data[at + part] = 200 + Math.random() * 55;
      pixels.data[at + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
  });
  const bytes = await tab.screenshot({ type: 'png' });
  await tab.close();
  return { name: '扫描件.png', type: 'image/png', bytes };
}

/** A PDF, every page of it with its number. */
export async function pdf(page: Page, pages: number): Promise<SampleFile> {
  const tab = await page.context().newPage();
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  await tab.setContent(
    numbers
      .map((number) => `<div style="break-after:page">${certificate(`Page ${number}`)}</div>`)
      .join(''),
  );
  const bytes = await tab.pdf({ format: 'A4' });
  await tab.close();
  return { name: '学历备案表.pdf', type: 'application/pdf', bytes };
}

/** A PDF whose start and end look right and whose middle is not a document. */
export function damagedPdf(): SampleFile {
  const text = `%PDF-1.4\n${'not an object '.repeat(40)}\nstartxref\n9\n%%EOF\n`;
  return { name: '损坏.pdf', type: 'application/pdf', bytes: Buffer.from(text) };
}
