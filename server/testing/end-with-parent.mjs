// Loaded first into processes that tests start: they end when the test does, however that ends.
process.on("disconnect", () => process.exit(1));
process.channel?.unref();
