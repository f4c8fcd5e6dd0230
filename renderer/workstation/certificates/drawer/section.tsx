import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './drawer.module.css';

/** A titled part of the drawer's side. */
export function DrawerSection(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <Group justify="space-between" wrap="nowrap" mb={8} mih={24}>
        <Title order={3} size="h4">
          {props.title}
        </Title>
        {props.aside}
      </Group>
      <Stack gap={10}>{props.children}</Stack>
    </section>
  );
}
