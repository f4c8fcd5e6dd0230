import { ActionIcon, Group, NumberInput, Text, Tooltip } from '@mantine/core';
import {
  IconArrowAutofitHeight,
  IconArrowAutofitWidth,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconMaximize,
  IconRotateClockwise,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnKey } from '../../ui/own-keys.ts';
import type { PageNavigation } from './pdf-stage.tsx';
import classes from './preview.module.css';
import type { PreviewFile } from './preview-file.ts';
import { downloadUrl, formatSize } from './preview-file.ts';
import type { Fit } from './view.ts';
import type { ViewerAction } from './viewer-keys.ts';

interface ViewerToolbarProps {
  file: PreviewFile;
  index: number;
  count: number;
  scale: number;
  fit: Fit | null;
  pages: PageNavigation | null;
  onAction: (action: ViewerAction) => void;
}

/** Name of the file, pages of a PDF, zoom, fit, rotation and download. */
export function ViewerToolbar(props: ViewerToolbarProps) {
  const { file, index, count, scale, fit, pages, onAction } = props;
  const pressed = useOwnKey();
  const { t } = useTranslation('certificates');
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('preview.toolbar')}>
      {count > 1 && (
        <Group gap={2} wrap="nowrap">
          <ToolbarButton label={t('preview.previousFile')} onClick={() => onAction('previousFile')}>
            <IconChevronLeft size={18} />
          </ToolbarButton>
          <Text component="span" size="xs" ff="monospace">
            {index + 1}/{count}
          </Text>
          <ToolbarButton label={t('preview.nextFile')} onClick={() => onAction('nextFile')}>
            <IconChevronRight size={18} />
          </ToolbarButton>
        </Group>
      )}
      <Text className={classes.fileName} title={file.name} size="sm" fw={500}>
        {file.name}{' '}
        <Text span c="dimmed" size="xs">
          {formatSize(file.size)}
        </Text>
      </Text>
      {pages && pages.pages > 1 && <PageField {...pages} />}
      <Group gap={2} wrap="nowrap">
        <ToolbarButton
          label={`${t('preview.zoomOut')} (${pressed('-').toUpperCase()})`}
          onClick={() => onAction('zoomOut')}
        >
          <IconZoomOut size={18} />
        </ToolbarButton>
        <Tooltip label={t('preview.actualSize')}>
          <button
            type="button"
            className={classes.scale}
            aria-label={t('preview.actualSizeFrom', { percent: Math.round(scale * 100) })}
            onClick={() => onAction('actualSize')}
          >
            {Math.round(scale * 100)}%
          </button>
        </Tooltip>
        <ToolbarButton
          label={`${t('preview.zoomIn')} (${pressed('+').toUpperCase()})`}
          onClick={() => onAction('zoomIn')}
        >
          <IconZoomIn size={18} />
        </ToolbarButton>
      </Group>
      <Group gap={2} wrap="nowrap">
        <ToolbarButton
          label={`${t('preview.fitPage')} (${pressed('0').toUpperCase()})`}
          pressed={fit === 'page'}
          onClick={() => onAction('fitPage')}
        >
          <IconMaximize size={18} />
        </ToolbarButton>
        <ToolbarButton
          label={`${t('preview.fitWidth')} (${pressed('w').toUpperCase()})`}
          pressed={fit === 'width'}
          onClick={() => onAction('fitWidth')}
        >
          <IconArrowAutofitWidth size={18} />
        </ToolbarButton>
        <ToolbarButton
          label={`${t('preview.fitHeight')} (${pressed('h').toUpperCase()})`}
          pressed={fit === 'height'}
          onClick={() => onAction('fitHeight')}
        >
          <IconArrowAutofitHeight size={18} />
        </ToolbarButton>
        <ToolbarButton
          label={`${t('preview.rotate')} (${pressed('r').toUpperCase()})`}
          onClick={() => onAction('rotate')}
        >
          <IconRotateClockwise size={18} />
        </ToolbarButton>
        {!file.purged_on && (
          <Tooltip label={t('preview.downloadFile')}>
            <ActionIcon
              component="a"
              href={downloadUrl(file)}
              download
              ml={8}
              aria-label={t('preview.downloadFile')}
            >
              <IconDownload size={18} />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
    </div>
  );
}

function PageField({ page, pages, goTo }: PageNavigation) {
  const { t } = useTranslation('certificates');
  return (
    <Group gap={4} wrap="nowrap">
      <ToolbarButton
        label={t('preview.previousPage')}
        disabled={page <= 1}
        onClick={() => goTo(page - 1)}
      >
        <IconChevronLeft size={16} />
      </ToolbarButton>
      <NumberInput
        w={44}
        size="xs"
        hideControls
        clampBehavior="strict"
        min={1}
        max={pages}
        value={page}
        aria-label={t('preview.page')}
        onChange={(value) => {
          if (typeof value === 'number') goTo(value);
        }}
      />
      <Text component="span" size="xs" style={{ whiteSpace: 'nowrap' }}>
        / {pages}
      </Text>
      <ToolbarButton
        label={t('preview.nextPage')}
        disabled={page >= pages}
        onClick={() => goTo(page + 1)}
      >
        <IconChevronRight size={16} />
      </ToolbarButton>
    </Group>
  );
}

interface ToolbarButtonProps {
  label: string;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

function ToolbarButton({ label, onClick, pressed, disabled, children }: ToolbarButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        onClick={onClick}
        aria-label={label}
        aria-pressed={pressed}
        variant={pressed ? 'light' : 'subtle'}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
