import { Menu } from '@mantine/core';
import { Link, RichTextEditor } from '@mantine/tiptap';
import '@mantine/tiptap/styles.layer.css';
import { IconVariable } from '@tabler/icons-react';
import { Extension, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type TemplateVariableDefinition,
  templateVariableDefinitions,
} from '../../../../shared/catalogue/mail-templates.ts';
import { useLanguage } from '../../i18n/i18n.ts';
import classes from './send.module.css';
import { editorToTemplate, templateToEditor } from './template-html.ts';
import { variableNode } from './variable-node.ts';

/** Inline styles of a template survive its editing; the server lets only harmless ones through. */
const KeepStyles = Extension.create({
  name: 'keepStyles',
  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading', 'listItem', 'bulletList', 'orderedList', 'link'],
        attributes: {
          style: {
            default: null,
            parseHTML: (element) => element.getAttribute('style'),
            renderHTML: ({ style }) => (style ? { style } : {}),
          },
        },
      },
    ];
  },
});

interface BodyEditorProps {
  /** HTML with `{{variables}}`; read when the editor opens. */
  initialContent: string;
  /** What the palette offers; every variable by default. */
  variables?: readonly TemplateVariableDefinition[];
  /** The whole, after every change by the user. */
  onChange: (content: string) => void;
}

/** Edits a mail's body as rich text; variables are pieces that keep their place. */
export function BodyEditor(props: BodyEditorProps) {
  const { initialContent, variables = templateVariableDefinitions, onChange } = props;
  const { t } = useTranslation('certificates');
  const language = useLanguage();
  const extensions = useMemo(() => {
    const labelOf = (name: string) => {
      const definition = templateVariableDefinitions.find((entry) => entry.name === name);
      return definition ? definition.label[language] : `{{${name}}}`;
    };
    return [
      StarterKit.configure({ link: false, codeBlock: false, code: false }),
      Link.configure({
        openOnClick: false,
        isAllowedUri: (url, context) => /^\{\{\w+\}\}$/.test(url) || context.defaultValidate(url),
      }),
      KeepStyles,
      variableNode(labelOf, classes.variable ?? ''),
    ];
  }, [language]);
  const editor = useEditor({
    extensions,
    content: templateToEditor(initialContent),
    editorProps: {
      attributes: { 'aria-label': t('send.body'), 'aria-multiline': 'true', role: 'textbox' },
    },
    onUpdate: ({ editor: changed }) => onChange(editorToTemplate(changed.getHTML())),
  });
  return (
    <RichTextEditor editor={editor} className={classes.editor} labels={editorLabels(t)}>
      <RichTextEditor.Toolbar className={classes.editorToolbar}>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Bold />
          <RichTextEditor.Italic />
          <RichTextEditor.Underline />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.BulletList />
          <RichTextEditor.OrderedList />
          <RichTextEditor.Link />
          <RichTextEditor.Unlink />
        </RichTextEditor.ControlsGroup>
        <RichTextEditor.ControlsGroup>
          <RichTextEditor.Undo />
          <RichTextEditor.Redo />
        </RichTextEditor.ControlsGroup>
        <Menu position="bottom-start">
          <Menu.Target>
            <RichTextEditor.Control
              aria-label={t('send.insertVariable')}
              title={t('send.insertVariable')}
              className={classes.variableButton}
            >
              <IconVariable size={15} stroke={1.6} aria-hidden />
              {t('send.variable')}
            </RichTextEditor.Control>
          </Menu.Target>
          <Menu.Dropdown>
            {variables.map(({ name, label }) => (
              <Menu.Item
                key={name}
                onClick={() =>
                  editor?.chain().focus().insertContent({ type: 'variable', attrs: { name } }).run()
                }
              >
                {label[language]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </RichTextEditor.Toolbar>
      <RichTextEditor.Content className={classes.editorContent} />
    </RichTextEditor>
  );
}

type Translate = ReturnType<typeof useTranslation<'certificates'>>['t'];

function editorLabels(t: Translate) {
  return {
    boldControlLabel: t('send.editor.bold'),
    italicControlLabel: t('send.editor.italic'),
    underlineControlLabel: t('send.editor.underline'),
    bulletListControlLabel: t('send.editor.bulletList'),
    orderedListControlLabel: t('send.editor.orderedList'),
    linkControlLabel: t('send.editor.link'),
    unlinkControlLabel: t('send.editor.unlink'),
    undoControlLabel: t('send.editor.undo'),
    redoControlLabel: t('send.editor.redo'),
    linkEditorInputLabel: t('send.editor.linkAddress'),
    linkEditorInputPlaceholder: 'https://',
    linkEditorExternalLink: t('send.editor.linkNewTab'),
    linkEditorInternalLink: t('send.editor.linkSameTab'),
    linkEditorSave: t('send.editor.linkSave'),
  };
}
