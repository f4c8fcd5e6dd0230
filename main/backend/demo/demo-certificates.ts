import {
  type CertificateKindKey,
  certificateKinds,
  reviewStatus,
} from '../../../shared/catalogue/certificate-kinds.ts';
import { verificationResult } from '../../../shared/catalogue/verifications.ts';
import { type DemoApplication, lastMove } from './demo-applications.ts';
import type { DemoCheck, DemoFile, DemoLifecycle } from './demo-lifecycle.ts';
import { referenceApplicant, songHaiyang } from './demo-people.ts';
import type { SeededRandom } from './seeded-random.ts';

const hour = 60 * 60_000;

/** Something that happens to a certificate at a time, in milliseconds. */
export interface DemoStep {
  at: number;
  run: (lifecycle: DemoLifecycle) => void;
}

const degreeFiles: readonly (readonly DemoFile[])[] = [
  [
    { sample: 'graduation-photo.jpg', name: '微信图片_20260226101530.jpg' },
    { sample: 'degree-photo.jpg', name: '微信图片_20260226101544.jpg' },
  ],
  [{ sample: 'certificates-scan.pdf', name: '毕业证书+学位证书.pdf' }],
  [{ sample: 'iphone-photo.heic', name: 'IMG_2031.HEIC' }],
  [
    { sample: 'degree-scan.png', name: '学位证扫描件.png' },
    { sample: 'graduation-photo.jpg', name: 'IMG_20260301_183355.jpg' },
    {
      sample: 'certificates-scan.pdf',
      name: '学历证明材料（毕业证、学位证及电子注册备案表）最终版.pdf',
    },
  ],
];
const poorFiles: readonly DemoFile[] = [
  { sample: 'blurred-photo.jpg', name: 'mmexport1772081.jpg' },
];
const incomeFiles: readonly (readonly DemoFile[])[] = [
  [{ sample: 'income-letter.pdf', name: '收入证明.pdf' }],
  [{ sample: 'payslip-screen.png', name: '工资条截图.png' }],
  [
    { sample: 'income-letter.pdf', name: '收入证明（盖章）.pdf' },
    { sample: 'payslip-screen.png', name: 'Screenshot_20260227.png' },
  ],
];

/** `degreeStatus` and `incomeStatus` of the catalogue: what the newest certificate comes to. */
const outcome = { none: 0, awaiting: 1, received: 2, passed: 3, undecided: 4, failed: 5 } as const;
const everyOutcome = Object.values(outcome);

/** Every step of every certificate of the demo, oldest first. */
export function planCertificates(
  random: SeededRandom,
  applications: readonly DemoApplication[],
  now: number,
): DemoStep[] {
  const steps: DemoStep[] = [];
  for (const { kind } of certificateKinds) {
    for (const [stageTypeId, usual, share] of [
      [3, outcome.none, 0.35],
      [4, outcome.passed, 0.7],
    ] as const) {
      const group = applications.filter(
        (application) =>
          application.stageTypeId === stageTypeId &&
          application.eliminatedAt === null &&
          !isKnown(application),
      );
      const least = stageTypeId === 3 ? 6 : 0;
      const values = stageTypeId === 3 ? everyOutcome : [outcome.none, outcome.passed];
      const outcomes = random.deck<number>(group.length, values, usual, { least, share });
      group.forEach((application, index) => {
        const value = outcomes[index] ?? outcome.none;
        steps.push(...planOne(random, application, kind, value, index, now));
      });
    }
  }
  for (const application of applications) {
    if (application.person.tobResumeId === referenceApplicant.tobResumeId) {
      steps.push(...referenceSteps(application));
    }
  }
  return steps.sort((a, b) => a.at - b.at);
}

function isKnown({ person }: DemoApplication): boolean {
  return [songHaiyang, referenceApplicant].some(
    ({ tobResumeId }) => tobResumeId === person.tobResumeId,
  );
}

function planOne(
  random: SeededRandom,
  application: DemoApplication,
  kind: CertificateKindKey,
  value: number,
  index: number,
  now: number,
): DemoStep[] {
  if (value === outcome.none) return [];
  const start = lastMove(application).at;
  const at = (share: number) => Math.floor(start + (now - start) * share);
  const requested = random.next() * 0.15 + 0.05;
  const submitted = requested + 0.15 + random.next() * 0.25;
  const reviewed = submitted + 0.1 + random.next() * 0.2;
  const certificate = new DemoCertificate(kind, application);
  const files = kind === 'degree' ? random.pick(degreeFiles) : random.pick(incomeFiles);
  const first = value === outcome.failed && kind === 'degree' ? poorFiles : files;

  const steps = [{ at: at(requested), run: certificate.request(index % 3 === 0) }];
  if (value === outcome.awaiting) {
    steps.push({ at: at(requested + 0.01), run: certificate.deliver(index, now) });
    return steps;
  }
  steps.push({ at: at(requested + 0.01), run: certificate.accept() });
  // Some correct what they sent before anybody looked at it.
  if (index % 7 === 3) steps.push({ at: at(submitted - 0.05), run: certificate.submit(poorFiles) });
  steps.push({ at: at(submitted), run: certificate.submit(first) });
  if (value === outcome.received) return steps;
  if (value === outcome.passed && index % 5 === 1) {
    const { undecided } = reviewStatus;
    steps.push({ at: at(reviewed - 0.05), run: certificate.review(undecided, '请主管复核') });
  }
  steps.push({ at: at(reviewed), run: certificate.review(value - 2, remarks[value] ?? '') });
  if (value === outcome.passed && index % 2 === 0) {
    const checked = checks[kind][(index / 2) % checks[kind].length];
    if (checked) steps.push({ at: at(reviewed + 0.02), run: certificate.verify(checked) });
  }
  if (value === outcome.failed && index % 2 === 0) {
    const run = certificate.reopen('照片不清晰，请在光线充足处重新拍摄，四角完整');
    steps.push({ at: at(reviewed + 0.02), run });
  }
  return steps;
}

/** How every other accepted certificate is verified, in turn. */
const checks: Record<CertificateKindKey, readonly DemoCheck[]> = {
  degree: [
    { result: verificationResult.verified, source: 'chsi' },
    {
      result: verificationResult.verified,
      source: 'school',
      source_text: '复旦大学学籍管理办公室',
    },
    { result: verificationResult.inconclusive, source: 'cscse', remark: '认证进行中，预计两周' },
  ],
  income: [
    { result: verificationResult.verified, source: 'employer', source_text: '原单位人事部' },
  ],
};

const remarks: Record<number, string> = {
  [outcome.passed]: '',
  [outcome.undecided]: '证书编号待学信网核实',
  [outcome.failed]: '照片模糊，无法辨认证书编号',
};

/** Certificates 1 to 3: income passed, a degree request sent in vain, and the reference's own. */
function referenceSteps(application: DemoApplication): DemoStep[] {
  const start = lastMove(application).at;
  const income = new DemoCertificate('income', application);
  const revoked = new DemoCertificate('degree', application);
  const degree = new DemoCertificate('degree', application);
  const runs = [
    income.request(false),
    income.accept(),
    revoked.request(false),
    revoked.accept(),
    income.submit(incomeFiles[0] ?? []),
    income.review(reviewStatus.passed, ''),
    revoked.revoke(),
    degree.request(true),
    degree.accept(),
    degree.submit([{ sample: 'graduation-photo.jpg', name: 't01f6af2d343502f1e0.jpg' }]),
    degree.review(reviewStatus.passed, ''),
    degree.verify({
      result: verificationResult.verified,
      source: 'chsi',
      remark: '姓名、专业一致',
    }),
  ];
  return runs.map((run, index) => ({ at: start + (index + 1) * 2 * hour, run }));
}

/** One certificate; each method gives what to run when its time has come. */
class DemoCertificate {
  readonly #kind: CertificateKindKey;
  readonly #application: DemoApplication;
  #certificateId = 0;
  #token = '';

  constructor(kind: CertificateKindKey, application: DemoApplication) {
    this.#kind = kind;
    this.#application = application;
  }

  request(withSms: boolean): DemoStep['run'] {
    return (lifecycle) => {
      const { person, tobPositionId } = this.#application;
      const { certificateId, token } = lifecycle.request(
        this.#kind,
        person,
        tobPositionId,
        withSms,
      );
      this.#certificateId = certificateId;
      this.#token = token;
    };
  }

  accept(): DemoStep['run'] {
    return (lifecycle) => lifecycle.deliver(this.#certificateId, 'accepted');
  }

  /** What can become of a mail: most arrive, some are refused, cancelled, or wait for the network. */
  deliver(index: number, now: number): DemoStep['run'] {
    return (lifecycle) => {
      const id = this.#certificateId;
      if (index % 5 === 1) lifecycle.deliver(id, 'failed', '550 5.1.1 Mailbox does not exist');
      else if (index % 5 === 3) lifecycle.deliver(id, 'cancelled');
      else if (index % 11 === 4) {
        const error = 'credo:unreachable connect ETIMEDOUT';
        lifecycle.deliver(id, 'queued', error, now + 12 * hour);
      } else lifecycle.deliver(id, 'accepted');
    };
  }

  submit(files: readonly DemoFile[]): DemoStep['run'] {
    return (lifecycle) => lifecycle.submit(this.#certificateId, this.#token, files);
  }

  review(verdict: number, remark: string): DemoStep['run'] {
    return (lifecycle) => lifecycle.review(this.#certificateId, verdict, remark);
  }

  verify(check: DemoCheck): DemoStep['run'] {
    return (lifecycle) => lifecycle.verify(this.#certificateId, check);
  }

  reopen(remark: string): DemoStep['run'] {
    return (lifecycle) => lifecycle.reopen(this.#certificateId, remark);
  }

  revoke(): DemoStep['run'] {
    return (lifecycle) => lifecycle.revoke(this.#certificateId);
  }
}
