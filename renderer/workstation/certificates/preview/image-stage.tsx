import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';
import { type FailureReason, imageFailure } from './preview-failure.ts';
import { PreviewLoading } from './preview-loading.tsx';
import { PreviewFailed } from './preview-message.tsx';
import { effectiveScale, rotatedSize, type Size, type View } from './view.ts';
import { ZoomPane } from './zoom-pane.tsx';

interface ImageStageProps {
  name: string;
  /** What to show; a JPEG where the original is a format browsers lack. */
  url: string;
  downloadUrl: string;
  view: View;
  onScale: (scale: number) => void;
  /** The scale on screen, for the toolbar. */
  onEffectiveScale: (scale: number) => void;
}

/** A picture, decoded off the main thread and drawn at its real size on the screen. */
export function ImageStage(props: ImageStageProps) {
  const { name, url, downloadUrl, view, onScale, onEffectiveScale } = props;
  const { t } = useTranslation('certificates');
  const [natural, setNatural] = useState<Size | null>(null);
  const [viewport, setViewport] = useState<Size | null>(null);
  const [failure, setFailure] = useState<FailureReason | null>(null);
  const [attempt, setAttempt] = useState(0);
  const looking = useRef<AbortController | null>(null);

  useEffect(() => () => looking.current?.abort(), []);

  const known = natural && viewport;
  // A photo smaller than the pane is shown at its own size: enlarging it would only blur it.
  const scale = known ? effectiveScale(view, viewport, natural, 1) : 1;
  useEffect(() => {
    if (known) onEffectiveScale(scale);
  }, [known, scale, onEffectiveScale]);

  if (failure) {
    const retry = () => {
      setFailure(null);
      setNatural(null);
      setAttempt(attempt + 1);
    };
    return (
      <div className={classes.outer}>
        <PreviewFailed reason={failure} downloadUrl={downloadUrl} onRetry={retry} />
      </div>
    );
  }
  const sheet = natural ? rotatedSize(natural, view.rotation) : { width: 0, height: 0 };
  return (
    <ZoomPane
      label={t('preview.pane', { name })}
      scale={scale}
      onScale={onScale}
      onViewport={setViewport}
      resetKey={`${url} ${view.rotation}`}
      overlay={natural ? null : <PreviewLoading />}
    >
      <div
        className={classes.sheet}
        style={{
          width: sheet.width * scale,
          height: sheet.height * scale,
          // A sheet without a size yet would be seen to jump.
          visibility: known ? 'visible' : 'hidden',
        }}
      >
        <img
          key={attempt}
          className={classes.image}
          src={url}
          alt={name}
          decoding="async"
          draggable={false}
          style={{
            width: natural ? natural.width * scale : undefined,
            height: natural ? natural.height * scale : undefined,
            transform: `translate(-50%, -50%) rotate(${view.rotation}deg)`,
          }}
          onLoad={({ currentTarget: image }) =>
            setNatural({ width: image.naturalWidth, height: image.naturalHeight })
          }
          onError={() => {
            const controller = new AbortController();
            looking.current = controller;
            void imageFailure(url, controller.signal).then((reason) => {
              if (!controller.signal.aborted) setFailure(reason);
            });
          }}
        />
      </div>
    </ZoomPane>
  );
}
