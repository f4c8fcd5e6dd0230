import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUi } from '../app/ui-store.ts';
import { CandidateForm } from './candidate-form.tsx';
import { PositionForm } from './position-form.tsx';

/** The dialogs that add one candidate or one position. */
export default function AddingDialogs() {
  const { t } = useTranslation('imports');
  const { adding, closeAdding } = useUi();
  return (
    <>
      <Modal
        opened={adding === 'candidate'}
        onClose={closeAdding}
        closeOnClickOutside={false}
        title={t('candidate.title')}
        size={480}
      >
        <CandidateForm onClose={closeAdding} />
      </Modal>
      <Modal
        opened={adding === 'position'}
        onClose={closeAdding}
        closeOnClickOutside={false}
        title={t('position.title')}
        size={420}
      >
        <PositionForm onClose={closeAdding} />
      </Modal>
    </>
  );
}
