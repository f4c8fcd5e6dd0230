import { defaultStages } from '../../../shared/catalogue/stages.ts';
import type { LocalizedText } from '../../../shared/language.ts';
import { useLocalized } from '../i18n/i18n.ts';

interface Stage {
  stage_id: number;
  stage_name: string;
}
interface Step {
  step_id: number;
  step_name: string;
}
type Localized = (text: LocalizedText) => string;

const stageNames = new Map(defaultStages.map(({ stageId, name }) => [stageId, name]));
const stepNames = new Map(
  defaultStages.flatMap(({ steps }) => steps).map(({ stepId, name }) => [stepId, name]),
);

/**
 * Names of stages and steps. They are data of the workspace, in the words of who wrote them; the ones
 * that every workspace starts with are translated as long as nobody has renamed them.
 */
export const stageName = {
  stage: ({ stage_id, stage_name }: Stage, localized: Localized) =>
    translated(stage_name, stageNames.get(stage_id), localized),
  step: ({ step_id, step_name }: Step, localized: Localized) =>
    translated(step_name, stepNames.get(step_id), localized),
};

/** `stageName` in the screen's language, as a hook. */
export function useStageName() {
  const localized = useLocalized();
  return {
    stage: (stage: Stage) => stageName.stage(stage, localized),
    step: (step: Step) => stageName.step(step, localized),
  };
}

function translated(name: string, builtIn: LocalizedText | undefined, localized: Localized) {
  return builtIn && builtIn.zh === name ? localized(builtIn) : name;
}
