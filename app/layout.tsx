import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppProviders } from "@/components/layout/app-providers";
import { parseTheme, themeCookie } from "@/components/layout/theme-cookie";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Heddle", template: "%s · Heddle" },
  description: "Build, run and watch workflows of local AI models on a canvas.",
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const userAgent = (await headers()).get("user-agent") ?? "";
  const platform = /Macintosh|iPhone|iPad/.test(userAgent) ? "mac" : "other";
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <AppProviders theme={theme} platform={platform}>
          {children}
        </AppProviders>
      </body>
    </html>
  );
}
