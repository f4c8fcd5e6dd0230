import { useEffect, useState } from 'react';
import type { UploadedFile } from '../candidate-api.ts';
import { useTexts } from '../texts/texts.ts';
import { CloseIcon, PhotoIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';
import type { Pictured } from './thumbnail.tsx';

/** A photo over the whole screen, so that the candidate sees whether it can be read. */
export function Preview({
  item,
  fileUrl,
  onClose,
}: {
  item: Pictured;
  fileUrl: (file: UploadedFile) => string;
  onClose: () => void;
}) {
  const texts = useTexts();
  const { file, uploaded } = item;
  const [source, setSource] = useState('');
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!file) {
      setSource(uploaded ? fileUrl(uploaded) : '');
      return;
    }
    const url = URL.createObjectURL(file);
    setSource(url);
    return () => URL.revokeObjectURL(url);
  }, [file, uploaded, fileUrl]);
  const onError = () => {
    // A HEIC that this phone cannot show: the server has a rendition of it.
    if (uploaded && source !== fileUrl(uploaded)) setSource(fileUrl(uploaded));
    else setFailed(true);
  };
  return (
    <Sheet className="preview" label={texts.previewNamed(item.name)} onClose={onClose}>
      <header className="preview-head">
        <p>{item.name}</p>
        <button type="button" className="icon-button" aria-label={texts.close} onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className="preview-picture">
        {failed && <PhotoIcon />}
        {source && !failed && <img src={source} alt={item.name} onError={onError} />}
      </div>
    </Sheet>
  );
}
