"use client";

import type { ReactNode } from "react";
import { TRPCProvider } from "@/components/api/trpc-provider";
import { ConfirmProvider } from "@/components/ui/confirm";
import { type Platform, PlatformProvider } from "@/components/ui/platform";
import { Toaster } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import { CommandProvider } from "./commands";
import { ThemeProvider } from "./theme";
import type { Theme } from "./theme-cookie";

export interface AppProvidersProps {
  theme: Theme;
  platform: Platform;
  children: ReactNode;
}

/** What every page stands in: theme, keys, tooltips, questions, toasts, the way to the server. */
export function AppProviders({ theme, platform, children }: AppProvidersProps) {
  return (
    <PlatformProvider platform={platform}>
      <ThemeProvider initialTheme={theme}>
        <TooltipProvider>
          <CommandProvider>
            <TRPCProvider>
              <ConfirmProvider>{children}</ConfirmProvider>
            </TRPCProvider>
          </CommandProvider>
          <Toaster />
        </TooltipProvider>
      </ThemeProvider>
    </PlatformProvider>
  );
}
