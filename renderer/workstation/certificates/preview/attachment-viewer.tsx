import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isCovered } from '../../ui/keys.ts';
import { useShortcutDescriptions } from '../../ui/shortcut-registry.ts';
import { ImageStage } from './image-stage.tsx';
import { type PageNavigation, PdfStage } from './pdf-stage.tsx';
import classes from './preview.module.css';
import { downloadUrl, type PreviewFile, previewKind, previewUrl } from './preview-file.ts';
import { PreviewPurged } from './preview-message.tsx';
import { Thumbnails } from './thumbnails.tsx';
import { initialView, nextScale, quarterTurn, type View } from './view.ts';
import { useViews } from './view-store.ts';
import { type ViewerAction, viewerAction, viewerShortcuts } from './viewer-keys.ts';
import { ViewerToolbar } from './viewer-toolbar.tsx';

interface AttachmentViewerProps {
  /** At least one. */
  files: readonly PreviewFile[];
  index: number;
  onIndexChange: (index: number) => void;
  /** Whether it has the keys; of two side by side one has them. */
  keys?: boolean;
  /** Another file, by `dfs_file_name`, that is zoomed and turned with this one. */
  linkedFile?: string | undefined;
}

/**
 * Looks at the files of a submission: pictures and PDFs, zoomed, panned and turned. How each file is
 * turned and zoomed is kept; the files themselves are never changed.
 */
export function AttachmentViewer(props: AttachmentViewerProps) {
  const { files, index, onIndexChange, keys = true, linkedFile } = props;
  const { views, setView } = useViews();
  const root = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const [pages, setPages] = useState<PageNavigation | null>(null);
  const file = files[index] ?? files[0];
  const key = file?.dfs_file_name ?? '';
  const kind = file && previewKind(file);
  const view =
    views[key] ?? (kind === 'pdf' ? { ...initialView, fit: 'width' as const } : initialView);

  const changeView = useCallback(
    (change: Partial<View>) => {
      setView(key, { ...view, ...change });
      if (linkedFile) setView(linkedFile, { ...view, ...change });
    },
    [key, view, setView, linkedFile],
  );
  const zoomTo = useCallback(
    (target: number) => changeView({ fit: null, scale: target }),
    [changeView],
  );

  const act = (action: ViewerAction) => {
    const changes: Record<ViewerAction, () => void> = {
      zoomIn: () => zoomTo(nextScale(scale, 'in')),
      zoomOut: () => zoomTo(nextScale(scale, 'out')),
      actualSize: () => zoomTo(1),
      fitPage: () => changeView({ fit: 'page' }),
      fitWidth: () => changeView({ fit: 'width' }),
      fitHeight: () => changeView({ fit: 'height' }),
      rotate: () => changeView({ rotation: quarterTurn(view.rotation) }),
      previousFile: () => onIndexChange((index - 1 + files.length) % files.length),
      nextFile: () => onIndexChange((index + 1) % files.length),
    };
    changes[action]();
  };
  const { t } = useTranslation('certificates');
  useShortcutDescriptions(
    [...viewerShortcuts].map(([action, keys]) => ({
      keys,
      description: t(`preview.${action}`),
      scope: 'here',
    })),
  );
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const action = viewerAction(event);
    if (!keys || !action || event.defaultPrevented || isCovered(root.current)) return;
    event.preventDefault();
    act(action);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  if (!file) return null;
  const stage = {
    name: file.name,
    url: previewUrl(file),
    downloadUrl: downloadUrl(file),
    view,
    onScale: zoomTo,
    onEffectiveScale: setScale,
  };
  return (
    <div ref={root} className={classes.viewer}>
      <ViewerToolbar
        file={file}
        index={index}
        count={files.length}
        scale={scale}
        fit={view.fit}
        pages={pages}
        onAction={act}
      />
      {file.purged_on ? (
        <div className={classes.outer}>
          <PreviewPurged date={file.purged_on} />
        </div>
      ) : kind === 'pdf' ? (
        <PdfStage key={key} {...stage} onPages={setPages} />
      ) : (
        <ImageStage key={key} {...stage} />
      )}
      {files.length > 1 && <Thumbnails files={files} index={index} onSelect={onIndexChange} />}
    </div>
  );
}
