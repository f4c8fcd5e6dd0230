import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';

/** A spinner that waits 200 ms before it shows: quick files never flash one. */
export function PreviewLoading() {
  const { t } = useTranslation('certificates');
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return visible ? (
    <div className={classes.message} role="status" aria-label={t('preview.loading')}>
      <Loader size="sm" />
    </div>
  ) : null;
}
