import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../../shared/api/candidates.ts';
import classes from './imports.module.css';

/** Rows of a file that could not be taken: where, what stood there, and what is wrong with it. */
export function ImportErrors({ errors }: { errors: ImportStatus['errors'] }) {
  const { t } = useTranslation('imports');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by key.
    <section className={classes.errors} aria-label={t('import.errors')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.value')}</th>
            <th scope="col">{t('import.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ row, field, value, message }) => (
            <tr key={`${row}/${field}/${message}`}>
              <td>{row}</td>
              <td>{field}</td>
              <td>{value}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
