import { Pagination, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './list-footer.module.css';
import { pageSizes } from './pipeline-view.ts';

/** Total, page size and pages. */
export function ListFooter(props: {
  total: number | undefined;
  page: number;
  size: number;
  onPage(page: number): void;
  onSize(size: number): void;
}) {
  const { total, page, size, onPage, onSize } = props;
  const { t } = useTranslation('pipeline');
  const pages = Math.max(1, Math.ceil((total ?? 0) / size));
  return (
    <footer className={classes.footer}>
      <span className={classes.total} aria-live="polite">
        {total !== undefined && t('paging.total', { count: total })}
      </span>
      <Select
        w={112}
        aria-label={t('paging.size')}
        allowDeselect={false}
        value={String(size)}
        data={pageSizes.map((value) => ({
          value: String(value),
          label: t('paging.perPage', { size: value }),
        }))}
        onChange={(value) => value && onSize(Number(value))}
      />
      <Pagination
        component="nav"
        aria-label={t('paging.label')}
        size="sm"
        gap={4}
        total={pages}
        value={Math.min(page, pages)}
        onChange={onPage}
        getControlProps={(control) => ({
          'aria-label': control === 'next' ? t('paging.next') : t('paging.previous'),
        })}
      />
    </footer>
  );
}
