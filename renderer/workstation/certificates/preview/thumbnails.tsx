import { UnstyledButton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { IconFileOff, IconFileTypePdf, IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './preview.module.css';
import { type PreviewFile, previewKind, thumbnailUrl } from './preview-file.ts';
import { smallPicture } from './small-pictures.ts';

interface ThumbnailsProps {
  files: readonly PreviewFile[];
  index: number;
  onSelect: (index: number) => void;
}

/** The files of a submission in a row; pictures are loaded when they come into sight. */
export function Thumbnails({ files, index, onSelect }: ThumbnailsProps) {
  const { t } = useTranslation('certificates');
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current file is the trigger
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [index]);
  return (
    <nav className={classes.thumbnails} aria-label={t('preview.files')}>
      {files.map((file, position) => (
        <UnstyledButton
          key={file.dfs_file_name}
          ref={position === index ? current : undefined}
          className={classes.thumbnail}
          aria-current={position === index}
          aria-label={t('preview.showFile', { number: position + 1, name: file.name })}
          title={file.name}
          onClick={() => onSelect(position)}
        >
          <Picture file={file} />
          <span className={classes.thumbnailNumber} aria-hidden>
            {position + 1}
          </span>
        </UnstyledButton>
      ))}
    </nav>
  );
}

/** A small picture of the file over the icon of its kind, which stays where there is none. */
function Picture({ file }: { file: PreviewFile }) {
  const isPdf = previewKind(file) === 'pdf';
  const [shown, setShown] = useState(false);
  /** The backend has none: it is drawn here once it is in sight. */
  const [missing, setMissing] = useState(isPdf);
  const { ref, entry } = useIntersection<HTMLSpanElement>();
  const drawn = useSmallPicture(file, missing && !file.purged_on && entry?.isIntersecting === true);
  const Icon = file.purged_on ? IconFileOff : isPdf ? IconFileTypePdf : IconPhoto;
  const address = missing ? drawn : thumbnailUrl(file);
  return (
    <>
      {!shown && (
        <span ref={ref} className={classes.thumbnailKind}>
          <Icon size={26} stroke={1.4} aria-hidden />
        </span>
      )}
      {!file.purged_on && address && (
        <img
          key={address}
          src={address}
          alt=""
          loading="lazy"
          decoding="async"
          data-shown={shown || undefined}
          data-top={isPdf || undefined}
          onLoad={() => setShown(true)}
          onError={() => {
            setShown(false);
            setMissing(true);
          }}
        />
      )}
    </>
  );
}

function useSmallPicture(file: PreviewFile, wanted: boolean): string | undefined {
  const [address, setAddress] = useState<string>();
  const latest = useRef(file);
  latest.current = file;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is the same as long as its name is
  useEffect(() => {
    if (!wanted) return;
    const left = new AbortController();
    smallPicture(latest.current, left.signal).then(setAddress, () => {});
    return () => left.abort();
  }, [wanted, file.dfs_file_name]);
  return address;
}
