package io.millrace.local.load;

import io.millrace.local.api.ServiceOptions;
import io.millrace.local.config.Addresses;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where to load to: the embedded stack unless said otherwise. */
final class LoadTargetOptions {
  @Mixin private ServiceOptions service = new ServiceOptions();

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Brokers that are not the embedded stack's.")
  private @Nullable String kafka;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Confluent API of a registry that is not the embedded stack's.")
  private @Nullable String registry;

  LoadTarget target() {
    Addresses stack = service.addresses();
    return new LoadTarget(
        service.api(),
        kafka == null ? stack.kafkaBootstrap() : kafka,
        registry == null ? stack.registryUrl() : registry);
  }

  boolean json() {
    return service.json();
  }
}
