/**
 * Draws the files that the demo workspace's candidates "sent": `node test/tools/draw-samples.ts`.
 * The results are committed in `main/backend/demo/samples`; run it again only to change them. The
 * HEIC needs libheif's `heif-enc` on the machine; without it the committed one stays.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Page } from 'playwright';
import {
  degreeCertificate,
  graduationCertificate,
  incomeLetter,
  payslipScreen,
} from './sample-pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'main/backend/demo/samples');
const fontStyle = join(root, 'node_modules/@fontsource-variable/noto-sans-sc/index.css');

/** The font's style sheet with its files inlined, since a page from memory may not read files. */
function inlinedFont(): string {
  return readFileSync(fontStyle, 'utf8').replace(
    /url\((\.\/files\/[^)]+)\)/g,
    (_, path: string) => {
      const bytes = readFileSync(join(dirname(fontStyle), path));
      return `url(data:font/woff2;base64,${bytes.toString('base64')})`;
    },
  );
}

interface Scene {
  width: number;
  height: number;
  /** CSS of what the paper lies on. */
  table: string;
  /** CSS transform and filter of the paper. */
  paper: string;
}

/** Lays a document on a table under a lamp, as a phone's camera sees it. */
function photographed(page: string, scene: Scene): string {
  return `<style>
    .scene { position: relative; width: ${scene.width}px; height: ${scene.height}px; overflow: hidden;
      ${scene.table} }
    .scene .paper { position: absolute !important; left: 50%; top: 50%; ${scene.paper}
      box-shadow: 0 3px 6px rgb(0 0 0 / 35%), 14px 22px 40px rgb(0 0 0 / 45%); }
    .light { position: absolute; inset: 0; mix-blend-mode: multiply;
      background: radial-gradient(circle at 34% 26%, #fff 20%, #d9cdb8 65%, #9d8f7a 115%); }
    .grain { position: absolute; inset: 0; mix-blend-mode: soft-light; opacity: .35; }
  </style>
  <div class="scene">${page}<div class="light"></div>
    <svg class="grain" width="100%" height="100%"><filter id="grain"><feTurbulence
      type="fractalNoise" baseFrequency=".7" numOctaves="2" seed="7"/></filter>
      <rect width="100%" height="100%" filter="url(#grain)"/></svg></div>`;
}

const wood = `background: repeating-linear-gradient(91deg, #7b5738 0 7px, #82603f 7px 15px,
  #74502f 15px 19px, #86643f 19px 31px);`;
const cloth = 'background: linear-gradient(120deg, #5f6f7d, #46545f);';

const photos: { file: string; html: string; scene: Scene; quality: number }[] = [
  {
    file: 'graduation-photo.jpg',
    html: graduationCertificate(),
    scene: {
      width: 1200,
      height: 900,
      table: wood,
      paper:
        'transform: translate(-50%,-50%) perspective(2200px) rotateX(9deg) rotateY(-5deg) rotate(-2.4deg);',
    },
    quality: 72,
  },
  {
    file: 'degree-photo.jpg',
    html: degreeCertificate(),
    scene: {
      width: 900,
      height: 1200,
      table: cloth,
      paper:
        'transform: translate(-50%,-50%) perspective(2400px) rotateX(6deg) rotate(3.1deg) scale(1.06);',
    },
    quality: 72,
  },
  {
    // What makes a recruiter ask again: blurred, dark, a corner cut off.
    file: 'blurred-photo.jpg',
    html: graduationCertificate(),
    scene: {
      width: 900,
      height: 675,
      table: 'background: #3c3a36;',
      paper:
        'transform: translate(-36%,-44%) rotate(-11deg) scale(.95); filter: blur(4.5px) brightness(.62);',
    },
    quality: 60,
  },
];

async function show(page: Page, html: string): Promise<void> {
  await page.setContent(`<meta charset="utf-8"><style>${inlinedFont()}</style>${html}`);
  await page.evaluate(() => document.fonts.ready);
}

async function drawImages(page: Page): Promise<void> {
  for (const { file, html, scene, quality } of photos) {
    await show(page, photographed(html, scene));
    await page.locator('.scene').screenshot({ path: join(folder, file), type: 'jpeg', quality });
  }
  await show(page, degreeCertificate());
  await page.locator('.paper').screenshot({ path: join(folder, 'degree-scan.png') });
  await show(page, payslipScreen());
  await page.locator('.paper').screenshot({ path: join(folder, 'payslip-screen.png') });
}

async function drawPdfs(page: Page): Promise<void> {
  const sheet = (html: string, scale: string) =>
    `<section style="width:794px;height:1122px;overflow:hidden;break-after:page"><div style="${scale}">${html}</div></section>`;
  const options = { printBackground: true, preferCSSPageSize: true };
  const pageStyle = '<style>@page { size: 794px 1123px; margin: 0 }</style>';
  await show(page, pageStyle + sheet(incomeLetter(), ''));
  writeFileSync(join(folder, 'income-letter.pdf'), await page.pdf(options));
  // Each certificate in a shadow tree of its own, so that their styles do not meet.
  const isolated = (html: string, scale: string) =>
    sheet(`<div><template shadowrootmode="open">${html}</template></div>`, scale);
  await page.setContent(
    `<meta charset="utf-8"><style>${inlinedFont()}</style>${pageStyle}
     ${isolated(graduationCertificate(), 'transform-origin:0 0;transform:scale(.794)')}
     ${isolated(degreeCertificate(), 'margin:40px 47px')}`,
  );
  await page.evaluate(() => document.fonts.ready);
  writeFileSync(join(folder, 'certificates-scan.pdf'), await page.pdf(options));
}

function drawHeic(): void {
  const source = join(folder, 'graduation-photo.jpg');
  const result = spawnSync('heif-enc', [
    '-q',
    '42',
    '-o',
    join(folder, 'iphone-photo.heic'),
    source,
  ]);
  if (result.status !== 0) console.warn('heif-enc did not run: the HEIC stays as it is');
}

const browser = await chromium.launch({
  executablePath: await sparticuz.executablePath(),
  args: [...sparticuz.args, '--no-sandbox'],
  headless: true,
});
try {
  const page = await browser.newPage({ viewport: { width: 1300, height: 1300 } });
  await drawImages(page);
  await drawPdfs(page);
} finally {
  await browser.close();
}
drawHeic();
