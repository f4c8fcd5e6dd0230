import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bundledFontFaces } from './bundled-fonts.ts';
import classes from './mail-preview.module.css';

/** A mail as the candidate sees it, with its subject on top. */
export function MailPreview(props: { subject: string; html: string; title: string }) {
  const { t } = useTranslation('certificates');
  return (
    <div className={classes.letter}>
      <Text className={classes.subject}>
        <span className="visually-hidden">{t('send.subject')}: </span>
        {props.subject}
      </Text>
      <MailBody html={props.html} title={props.title} />
    </div>
  );
}

/** A text message as the candidate sees it. */
export function SmsPreview({ text }: { text: string }) {
  return <div className={classes.bubble}>{text}</div>;
}

/**
 * A mail's body: in a frame of its own that runs no script, loads nothing from anywhere and follows no
 * link, as high as its content.
 */
function MailBody({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(320);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let observer: ResizeObserver | undefined;
    const measure = () => {
      observer?.disconnect();
      const body = element.contentDocument?.body;
      if (!body) return;
      const update = () => setHeight(Math.ceil(body.getBoundingClientRect().height));
      observer = new ResizeObserver(update);
      observer.observe(body);
      update();
    };
    element.addEventListener('load', measure);
    measure();
    return () => {
      element.removeEventListener('load', measure);
      observer?.disconnect();
    };
  }, []);

  return (
    <iframe
      ref={frame}
      className={classes.frame}
      title={title}
      // The same origin only so that its height can be read; without allow-scripts nothing runs.
      sandbox="allow-same-origin"
      srcDoc={page(html)}
      style={{ height: Math.max(200, height) }}
    />
  );
}

function page(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>${bundledFontFaces()}
html{background:#fff}
body{margin:0;padding:16px 20px;box-sizing:border-box;overflow-wrap:anywhere;color:#1b2223;
font:14px/1.7 'Noto Sans SC Variable','PingFang SC','Microsoft YaHei',system-ui,sans-serif}
img,table{max-width:100%}a{pointer-events:none;color:#0b6f75}body>:first-child{margin-top:0}
</style></head><body>${html}</body></html>`;
}
