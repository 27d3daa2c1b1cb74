import type { Metadata } from "next";
import { PageFrame, Section } from "@/components/layout/page-frame";
import { About } from "@/components/settings/about";
import { Appearance } from "@/components/settings/appearance";
import { Reuse } from "@/components/settings/reuse";
import { version } from "@/package.json";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <PageFrame title="Settings" width="narrow">
      <Section title="Appearance">
        <Appearance />
      </Section>
      <Section title="Reused results">
        <Reuse />
      </Section>
      <Section title="About">
        <About version={version} />
      </Section>
    </PageFrame>
  );
}
