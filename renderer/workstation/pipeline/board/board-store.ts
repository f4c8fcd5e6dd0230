import { create } from 'zustand';
import { readParameter, writeParameters } from '../../app/url-state.ts';

/** How the pipeline is shown: rows, or cards in a column a stage or a step of the stage chosen. */
export const pipelineModes = ['list', 'stages', 'steps'] as const;
export type PipelineMode = (typeof pipelineModes)[number];

const storageKey = 'credo.pipeline.mode';

interface ModeState {
  mode: PipelineMode;
  setMode(mode: PipelineMode): void;
}

/** The mode, in the URL and, for a window opened without one, remembered. */
export const usePipelineMode = create<ModeState>((set) => ({
  mode: parse(readParameter('mode')) ?? remembered() ?? 'list',
  setMode(mode) {
    writeParameters({ mode }, true);
    try {
      localStorage.setItem(storageKey, mode);
    } catch {
      // Storage may be denied; the URL has it.
    }
    set({ mode });
  },
}));

function remembered(): PipelineMode | undefined {
  try {
    return parse(localStorage.getItem(storageKey) ?? undefined);
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): PipelineMode | undefined {
  return pipelineModes.find((mode) => mode === text);
}

window.addEventListener('popstate', () => {
  const mode = parse(readParameter('mode'));
  if (mode) usePipelineMode.setState({ mode });
});
