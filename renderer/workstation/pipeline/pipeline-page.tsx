import { stageTypes } from '../../../shared/catalogue/stages.ts';
import { useLocalized } from '../i18n/i18n.ts';

/** The pipeline: stages as tabs. */
export default function PipelinePage() {
  const localized = useLocalized();
  return (
    <div>
      {stageTypes.map(({ key, label }) => (
        <span key={key}>{localized(label)} </span>
      ))}
    </div>
  );
}
