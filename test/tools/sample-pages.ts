/**
 * Documents drawn for the demo workspace, as HTML. They look like what candidates send and can be
 * mistaken for nothing: an invented university and company, a watermark 样例 SAMPLE on each.
 */

const watermark = `
  <div class="watermark">${'<span>样例 SAMPLE</span>'.repeat(12)}</div>`;

const documentStyle = `
  * { box-sizing: border-box; margin: 0; }
  .paper { font-family: 'Noto Sans SC Variable', sans-serif; color: #2a2320; }
  .paper { position: relative; overflow: hidden; background: #fdf9ee; }
  .watermark { position: absolute; inset: -40%; display: flex; flex-wrap: wrap; gap: 90px 120px;
    transform: rotate(-24deg); align-content: center; justify-content: center; pointer-events: none; }
  .watermark span { font-size: 40px; font-weight: 700; color: rgb(200 30 30 / 17%);
    letter-spacing: 6px; white-space: nowrap; }
  .stamp { position: absolute; width: 150px; height: 150px; opacity: .82; }
`;

function stamp(around: string, below: string): string {
  return `<svg class="stamp" viewBox="0 0 200 200" fill="#c8201c">
    <defs><path id="arc" d="M 30 128 A 76 76 0 1 1 170 128"/></defs>
    <circle cx="100" cy="100" r="94" fill="none" stroke="#c8201c" stroke-width="6"/>
    <path d="M100 62l9 27h28l-23 17 9 27-23-17-23 17 9-27-23-17h28z"/>
    <text font-size="22" font-weight="700" letter-spacing="3" text-anchor="middle">
      <textPath href="#arc" startOffset="50%">${around}</textPath></text>
    <text x="100" y="164" font-size="17" text-anchor="middle">${below}</text></svg>`;
}

/** A graduation certificate, landscape, 1000 × 700. */
export function graduationCertificate(): string {
  return `<style>${documentStyle}
    .frame { position: absolute; inset: 26px; border: 3px solid #a3492f; outline: 1px solid #a3492f;
      outline-offset: 5px; }
    h1 { position: absolute; left: 0; right: 0; top: 62px; text-align: center; font-size: 50px;
      letter-spacing: 22px; font-weight: 600; color: #8c2417; }
    h2 { position: absolute; left: 0; right: 0; top: 136px; text-align: center; font-size: 17px;
      letter-spacing: 3px; font-weight: 400; }
    .portrait { position: absolute; left: 92px; top: 250px; width: 150px; height: 200px;
      background: linear-gradient(#8fb5d8, #c9dced); border: 1px solid #999; overflow: hidden; }
    .portrait::before { content: ''; position: absolute; left: 45px; top: 42px; width: 60px;
      height: 76px; border-radius: 50%; background: #6a7f94; }
    .portrait::after { content: ''; position: absolute; left: 15px; top: 126px; width: 120px;
      height: 120px; border-radius: 50% 50% 0 0; background: #51657a; }
    p { position: absolute; left: 290px; right: 86px; top: 214px; font-size: 23px; line-height: 2.05;
      text-indent: 2em; font-weight: 350; }
    .sign { position: absolute; right: 96px; bottom: 92px; font-size: 20px; line-height: 2;
      text-align: right; }
    .number { position: absolute; left: 92px; bottom: 84px; font-size: 15px; line-height: 1.9; }
    .stamp { right: 190px; bottom: 74px; }
  </style>
  <div class="paper" style="width:1000px;height:700px"><div class="frame"></div>
    <h1>毕业证书</h1><h2>普通高等学校 · GRADUATION CERTIFICATE</h2><div class="portrait"></div>
    <p>学生 <b>样 例</b>，性别男，一九九六年五月十二日生，于二〇一四年九月至二〇一八年六月在本校
    信息管理与信息系统专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。</p>
    ${stamp('样例大学（样例）', '专用章')}
    <div class="sign">校长：　样 例<br/>二〇一八年六月二十日</div>
    <div class="number">校名：样例大学 SAMPLE UNIVERSITY<br/>证书编号：00000 2018 05 000000（样例）</div>
    ${watermark}</div>`;
}

/** A bachelor's degree certificate, portrait, 700 × 960. */
export function degreeCertificate(): string {
  return `<style>${documentStyle}
    .frame { position: absolute; inset: 30px; border: 10px double #b08a3c; }
    h1 { margin-top: 120px; text-align: center; font-size: 46px; letter-spacing: 12px; color: #8a6a1f; }
    h2 { margin-top: 12px; text-align: center; font-size: 16px; letter-spacing: 4px; font-weight: 400; }
    p { margin: 72px 92px 0; font-size: 22px; line-height: 2.2; text-indent: 2em; font-weight: 350; }
    .sign { position: absolute; right: 110px; bottom: 190px; font-size: 19px; line-height: 2.1;
      text-align: right; }
    .number { position: absolute; left: 92px; bottom: 96px; font-size: 15px; }
    .stamp { right: 250px; bottom: 170px; }
  </style>
  <div class="paper" style="width:700px;height:960px"><div class="frame"></div>
    <h1>学士学位证书</h1><h2>BACHELOR'S DEGREE</h2>
    <p><b>样 例</b>，女，1997 年 3 月 8 日生。在样例大学计算机科学与技术专业完成了本科学习计划，业已毕业，
    经审核符合《中华人民共和国学位条例》的规定，授予工学学士学位。</p>
    ${stamp('样例大学学位评定', '委员会')}
    <div class="sign">样例大学<br/>学位评定委员会主席：样 例<br/>2019 年 6 月 25 日</div>
    <div class="number">证书编号：000004 2019 000000（样例）</div>${watermark}</div>`;
}

/** A letter confirming an income, A4. */
export function incomeLetter(): string {
  return `<style>${documentStyle}
    .paper { background: #fff; }
    h1 { margin-top: 110px; text-align: center; font-size: 34px; letter-spacing: 14px; }
    p { margin: 34px 90px 0; font-size: 18px; line-height: 2.1; text-indent: 2em; }
    .sign { position: absolute; right: 110px; top: 690px; font-size: 18px; line-height: 2.2; text-align: right; }
    .stamp { right: 150px; top: 660px; }
  </style>
  <div class="paper" style="width:794px;height:1123px">
    <h1>收入证明</h1>
    <p>兹证明 样例（身份证号码 000000********0000）自 2021 年 4 月起在我公司任职，现任运营部主管，
    近十二个月税前月平均收入为人民币 18,600 元（大写：壹万捌仟陆佰元整）。</p>
    <p>本证明仅用于该员工办理入职手续，不作为我公司对其债务的任何形式的担保。</p><p>特此证明。</p>
    ${stamp('样例科技有限公司', '人事专用章')}
    <div class="sign">样例科技有限公司（样例）<br/>联系人：样例　021-00000000<br/>2026 年 2 月 26 日</div>
    ${watermark}</div>`;
}

/** A payslip as a phone shows it, 540 × 1080. */
export function payslipScreen(): string {
  const rows: [string, string][] = [
    ['基本工资', '12,000.00'],
    ['岗位津贴', '2,600.00'],
    ['绩效奖金', '4,000.00'],
    ['餐费补贴', '400.00'],
    ['养老保险', '-1,488.00'],
    ['医疗保险', '-372.00'],
    ['住房公积金', '-1,302.00'],
    ['个人所得税', '-316.40'],
  ];
  const list = rows
    .map(([name, amount]) => `<li><span>${name}</span><b>${amount}</b></li>`)
    .join('');
  return `<style>${documentStyle}
    .paper { background: #f2f3f7; }
    header { background: #2f6fed; color: #fff; padding: 18px 26px 96px; font-size: 17px; }
    header b { display: block; text-align: center; font-size: 22px; margin-top: 22px; }
    .card { background: #fff; border-radius: 16px; margin: -64px 22px 0; padding: 26px; }
    .total { font-size: 44px; font-weight: 700; margin: 8px 0 18px; }
    ul { list-style: none; padding: 0; } li { display: flex; justify-content: space-between;
      padding: 17px 0; border-top: 1px solid #eceef3; font-size: 20px; }
    small { color: #8a90a0; font-size: 17px; }
  </style>
  <div class="paper" style="width:540px;height:1080px"><header>9:41<b>工资条 · 2026 年 2 月</b></header>
    <div class="card"><small>实发工资（元）</small><div class="total">15,521.60</div><ul>${list}</ul></div>
    ${watermark}</div>`;
}
