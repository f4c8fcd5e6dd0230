import { Button, Drawer, Loader, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type UiState, useUi } from '../../app/ui-store.ts';
import { useDelayed } from '../../ui/use-delayed.ts';
import { useInnerDialogs } from '../checking/inner-dialogs.ts';
import {
  useCertificateDetail,
  useCertificateHistory,
  useCertificateLiveUpdates,
  useCertificateRequest,
} from './certificate-queries.ts';
import { CertificateReview } from './certificate-review.tsx';
import classes from './drawer.module.css';
import { DrawerTitle } from './drawer-title.tsx';

type Target = NonNullable<UiState['certificate']>;

/** The drawer of one certificate: preview, request, delivery, files, verdict and history. */
export default function CertificateDrawer() {
  const { certificate, closeCertificate } = useUi();
  // While the drawer slides away, it keeps showing what it showed.
  const [shown, setShown] = useState<Target | undefined>(certificate);
  useEffect(() => {
    if (certificate) setShown(certificate);
  }, [certificate]);
  const target = certificate ?? shown;
  const covered = useInnerDialogs(({ count }) => count > 0);
  return (
    <Drawer.Root
      opened={certificate !== undefined}
      onClose={closeCertificate}
      closeOnEscape={!covered}
      position="right"
      size="calc(min(1400px, 100vw - 40px))"
      classNames={{ content: classes.drawer }}
      onExitTransitionEnd={() => setShown(undefined)}
    >
      <Drawer.Overlay backgroundOpacity={0.3} />
      <Drawer.Content>
        {target && <DrawerContent key={target.certificateId} {...target} />}
      </Drawer.Content>
    </Drawer.Root>
  );
}

function DrawerContent({ certificateId, kind }: Target) {
  const { t } = useTranslation(['certificates', 'app']);
  useCertificateLiveUpdates(certificateId);
  const detail = useCertificateDetail(certificateId, kind);
  const request = useCertificateRequest(certificateId, kind);
  const history = useCertificateHistory(certificateId, kind);
  const slow = useDelayed(detail.isPending || request.isPending);
  const error = (!detail.data && detail.error) || (!request.data && request.error);
  const again = () => {
    void detail.refetch();
    void request.refetch();
    void history.refetch();
  };
  return (
    <>
      <Drawer.Header className={classes.header}>
        <Drawer.Title className={classes.title}>
          {request.data ? <DrawerTitle request={request.data} /> : t('drawer.loading')}
        </Drawer.Title>
        <Drawer.CloseButton aria-label={t('app:actions.close')} />
      </Drawer.Header>
      <Drawer.Body className={classes.body}>
        {error && (
          <div className={classes.awaiting} role="alert">
            <Text fw={600}>{t('drawer.failed')}</Text>
            <Text c="dimmed">{error.message}</Text>
            <Button variant="default" onClick={again}>
              {t('preview.retry')}
            </Button>
          </div>
        )}
        {!error && slow && <Loader m="auto" size="sm" aria-label={t('drawer.loading')} />}
        {detail.data && request.data && (
          <CertificateReview
            detail={detail.data}
            request={request.data}
            history={history.data}
            historyError={history.error}
          />
        )}
      </Drawer.Body>
    </>
  );
}
