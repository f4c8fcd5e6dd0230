import { type ChangeEvent, useRef } from 'react';
import { useTexts } from '../texts/texts.ts';
import { CameraIcon, FolderIcon } from './icons.tsx';

/**
 * Two ways to add files. WeChat's browser on Android offers camera and album for `image/*` and a
 * file manager only without any `accept`, so each has an input of its own.
 */
export function FilePicker({
  onFiles,
  photosToo = true,
}: {
  onFiles: (files: File[]) => void;
  /** Camera and album, beside files. */
  photosToo?: boolean;
}) {
  const texts = useTexts();
  const photos = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget;
    const chosen = input.files ? Array.prototype.slice.call(input.files) : [];
    // So that choosing the same file again is a change again.
    input.value = '';
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <div className="pickers">
      {photosToo && (
        <button type="button" className="picker" onClick={() => photos.current?.click()}>
          <CameraIcon />
          <span className="picker-label">{texts.takePhoto}</span>
          <span className="picker-hint">{texts.takePhotoHint}</span>
        </button>
      )}
      <button type="button" className="picker" onClick={() => files.current?.click()}>
        <FolderIcon />
        <span className="picker-label">{texts.chooseFile}</span>
        <span className="picker-hint">{texts.chooseFileHint}</span>
      </button>
      <input
        ref={photos}
        className="hidden-input"
        type="file"
        accept="image/*"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        data-testid="photos"
        onChange={choose}
      />
      <input
        ref={files}
        className="hidden-input"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        data-testid="files"
        onChange={choose}
      />
    </div>
  );
}
