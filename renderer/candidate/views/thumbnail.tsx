import { useEffect, useRef, useState } from 'react';
import type { UploadedFile } from '../candidate-api.ts';
import { isPhoto } from '../uploads/file-rules.ts';
import { thumbnail } from '../uploads/photo.ts';
import { DocumentIcon, PhotoIcon } from './icons.tsx';

export interface Pictured {
  name: string;
  ext: string;
  file?: Blob;
  uploaded?: UploadedFile;
}

/** Pictures made already, by file: a list that is drawn again needs no second decoding. */
const made = new Map<string, string>();

function cacheKey({ name, file, uploaded }: Pictured): string {
  return uploaded ? uploaded.dfs_file_name : `${name}/${file ? file.size : 0}`;
}

/**
 * A small picture of a file: of the phone's own copy, else of the server's, once it is in view.
 * What has no picture gets a sign with its kind.
 */
export function Thumbnail({
  item,
  fileUrl,
}: {
  item: Pictured;
  fileUrl: (file: UploadedFile) => string;
}) {
  const place = useRef<HTMLSpanElement>(null);
  const key = cacheKey(item);
  const [picture, setPicture] = useState(made.get(key));
  const visible = useVisible(place);
  const { file, uploaded, ext } = item;
  useEffect(() => {
    const known = made.get(key);
    if (known || ext === 'pdf' || !visible) {
      if (known) setPicture(known);
      return;
    }
    let current = true;
    const show = (url: string) => {
      made.set(key, url);
      if (current) setPicture(url);
    };
    const fromServer = () => (uploaded ? thumbnail(fileUrl(uploaded)).then(show) : undefined);
    const attempt = file ? thumbnail(file).then(show, fromServer) : fromServer();
    attempt?.catch(() => undefined);
    return () => {
      current = false;
    };
  }, [key, file, uploaded, ext, visible, fileUrl]);
  return (
    <span className="thumbnail" ref={place}>
      {picture ? (
        <img src={picture} alt="" width="56" height="56" />
      ) : (
        <span className="thumbnail-sign">
          {isPhoto(ext) ? <PhotoIcon /> : <DocumentIcon />}
          <span>{ext.slice(0, 4).toUpperCase()}</span>
        </span>
      )}
    </span>
  );
}

/** Whether an element has been in view; at once where the browser cannot tell. */
function useVisible(place: React.RefObject<HTMLElement | null>): boolean {
  const [visible, setVisible] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = place.current;
    if (visible || !element) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setVisible(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [visible, place]);
  return visible;
}
