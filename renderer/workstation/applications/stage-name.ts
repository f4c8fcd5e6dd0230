import { defaultStages } from '../../../shared/catalogue/stages.ts';
import type { LocalizedText } from '../../../shared/language.ts';
import { useLocalized } from '../i18n/i18n.ts';

/**
 * Names of stages and steps. They are data of the workspace, in the words of who wrote them; the ones
 * that every workspace starts with are translated as long as nobody has renamed them.
 */
export function useStageName() {
  const localized = useLocalized();
  const translated = (name: string, builtIn: LocalizedText | undefined) =>
    builtIn && builtIn.zh === name ? localized(builtIn) : name;
  return {
    stage: ({ stage_id, stage_name }: { stage_id: number; stage_name: string }) =>
      translated(stage_name, defaultStages.find(({ stageId }) => stageId === stage_id)?.name),
    step: ({ step_id, step_name }: { step_id: number; step_name: string }) =>
      translated(
        step_name,
        defaultStages.flatMap(({ steps }) => steps).find(({ stepId }) => stepId === step_id)?.name,
      ),
  };
}
