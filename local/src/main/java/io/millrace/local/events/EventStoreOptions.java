package io.millrace.local.events;

import io.millrace.local.StackException;
import io.millrace.local.config.Addresses;
import io.millrace.local.config.ConfigSources;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.StackConfig;
import io.millrace.store.ObjectStore;
import io.millrace.store.StoreLocation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which event store a command is about: that of the stack, unless another is named. */
public final class EventStoreOptions {
  @Option(
      names = "--store",
      paramLabel = "ROOT",
      description = "s3://BUCKET/PREFIX or a folder. Default: the store of the stack.")
  private @Nullable String root;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "A server other than Amazon's.")
  private @Nullable URI endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "REGION",
      description = "Default: the environment's (AWS_REGION).")
  private @Nullable String region;

  /**
   * Opens it; keys of a store that is named come from the environment, as Amazon's tools have it.
   */
  public ObjectStore open() {
    String named = root;
    try {
      if (named == null) {
        return ofStack().open();
      }
      String known = endpoint != null && region == null ? Addresses.S3_REGION : region;
      return new StoreLocation(named, endpoint, known, null, null).open();
    } catch (IllegalArgumentException e) {
      throw new StackException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where it is, for a cluster that reaches it in the same way. */
  public String root() {
    String named = root;
    if (named == null) {
      return ofStack().root();
    }
    return named.contains("://") || named.startsWith("file:")
        ? named
        : Path.of(named).toAbsolutePath().toUri().toString();
  }

  private static StoreLocation ofStack() {
    StackConfig config = new ConfigSources(System.getenv(), Map.of()).read(RepositoryRoot.find());
    return config.addresses().store();
  }
}
