package io.millrace.local.deadletters;

import io.millrace.local.cli.StackOptions;
import io.millrace.local.stack.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service a command asks, and how it answers. */
final class ServiceOptions {
  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--service",
      paramLabel = "URL",
      description = "A service that is not the embedded stack's.")
  private @Nullable String url;

  @Option(names = "--json", description = "Print the service's answer as it is.")
  private boolean json;

  LetterApi api() {
    return new LetterApi(url == null ? stack.stack(Progress.SILENT).addresses().serviceUrl() : url);
  }

  boolean json() {
    return json;
  }
}
