package io.millrace.local.server;

import static java.util.Map.entry;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.ProcessSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our REST service; it makes its own tables when it starts. */
final class MillraceService implements Server {
  private final StackConfig config;

  MillraceService(StackConfig config) {
    this.config = config;
  }

  @Override
  public ServerName name() {
    return ServerName.SERVICE;
  }

  @Override
  public void prepare() {
    // Its jar is built, not fetched; that it is there is checked before anything starts.
  }

  @Override
  public ProcessSpec process() {
    Addresses addresses = config.addresses();
    Map<String, String> environment = new TreeMap<>(NamedDatabases.ofEnvironment());
    environment.putAll(
        Map.ofEntries(
            entry(
                "MILLRACE_SERVICE_PORT", Integer.toString(config.ports().of(PortName.SERVICE_API))),
            entry("MILLRACE_KAFKA_BOOTSTRAP_SERVERS", addresses.kafkaBootstrap()),
            entry("MILLRACE_REGISTRY_URL", addresses.registryUrl()),
            entry("MILLRACE_ELASTICSEARCH_URL", addresses.elasticsearchUrl()),
            entry("MILLRACE_DATASETS_FOLDER", config.datasets().toString()),
            entry("MILLRACE_STORE_ROOT", addresses.store().root()),
            entry("MILLRACE_STORE_ENDPOINT", addresses.s3Url()),
            entry("MILLRACE_STORE_REGION", Addresses.S3_REGION),
            entry("MILLRACE_STORE_ACCESS_KEY", Addresses.S3_ACCESS_KEY),
            entry("MILLRACE_STORE_SECRET_KEY", Addresses.S3_SECRET_KEY),
            entry("MILLRACE_DATABASE_URL", addresses.databaseUrl()),
            entry("MILLRACE_DATABASE_USER", Addresses.DATABASE_USER),
            entry("MILLRACE_DATABASE_PASSWORD", Addresses.DATABASE_PASSWORD)));
    List<String> command =
        Java.lightCommand(config, name(), "-jar", config.serviceJar().toString());
    return new ProcessSpec(command, environment, config.run(), config.log(name()));
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return Http.isOk(config.addresses().serviceUrl() + "/health/ready");
  }
}
