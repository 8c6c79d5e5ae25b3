package io.millrace.local.api;

import io.millrace.local.cli.StackOptions;
import io.millrace.local.config.Addresses;
import io.millrace.local.stack.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service a command asks, and how it answers. */
public final class ServiceOptions {
  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--service",
      paramLabel = "URL",
      description = "A service that is not the embedded stack's.")
  private @Nullable String url;

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  public ServiceApi api() {
    return new ServiceApi(url == null ? addresses().serviceUrl() : url);
  }

  /** The servers of the embedded stack. */
  public Addresses addresses() {
    return stack.stack(Progress.SILENT).addresses();
  }

  public boolean json() {
    return json;
  }
}
