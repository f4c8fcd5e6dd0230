import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ImportKind, importFields } from '../../../shared/api/candidates.ts';
import classes from './imports.module.css';

const ignored = '';

/** Which field each column of the file was taken for, to be put right by hand. */
export function ImportMapping(props: {
  kind: ImportKind;
  mapping: Record<string, string | null>;
  onChange(mapping: Record<string, string | null>): void;
}) {
  const { kind, mapping, onChange } = props;
  const { t } = useTranslation('imports');
  const options = [
    { value: ignored, label: t('import.ignore') },
    ...importFields[kind].map((field) => ({ value: field, label: t(`import.fields.${field}`) })),
  ];
  return (
    <section aria-labelledby="import-mapping">
      <h3 id="import-mapping" className={classes.heading}>
        {t('import.mapping')}
      </h3>
      <div className={classes.mapping}>
        {Object.entries(mapping).map(([header, field]) => (
          <Select
            key={header}
            label={header}
            allowDeselect={false}
            data={options}
            value={field ?? ignored}
            onChange={(value) => onChange({ ...mapping, [header]: value || null })}
          />
        ))}
      </div>
    </section>
  );
}
