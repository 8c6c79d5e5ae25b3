package io.millrace.local.server;

import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.Commands;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** One broker that is its own KRaft controller. */
final class KafkaServer implements Server {
  private static final int PROBE_MILLIS = 2000;
  private final StackConfig config;
  private final Path data;
  private final Path properties;
  private final Path logging;

  KafkaServer(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("kafka");
    this.properties = config.conf().resolve("kafka/server.properties");
    this.logging = config.conf().resolve("kafka/log4j2.properties");
  }

  @Override
  public ServerName name() {
    return ServerName.KAFKA;
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    Map<String, String> values =
        Map.of(
            "port", Integer.toString(config.ports().of(PortName.KAFKA)),
            "controllerPort", Integer.toString(config.ports().of(PortName.KAFKA_CONTROLLER)),
            "data", data.toString());
    ConfFiles.write("kafka-server.properties", properties, values);
    ConfFiles.write("kafka-log4j2.properties", logging, Map.of());
    if (!Files.exists(data.resolve("meta.properties"))) {
      format();
    }
  }

  private void format() throws IOException, InterruptedException {
    List<String> command =
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            clusterId(),
            "--config",
            properties.toString(),
            "--ignore-formatted");
    Commands.run(command, Map.of(), config.logs().resolve("kafka-format.log"));
  }

  /** Random, in the form that Kafka wants; never with a leading dash, which would be an option. */
  private static String clusterId() {
    UUID uuid = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits() & Long.MAX_VALUE)
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public ProcessSpec process() {
    return new ProcessSpec(
        java("kafka.Kafka", properties.toString()), Map.of(), data, config.log(name()));
  }

  private List<String> java(String... rest) {
    List<String> command =
        Java.command(
            config,
            name(),
            "-Dlog4j2.configurationFile=" + logging,
            "-cp",
            new Installation(config.servers()).classpath("kafka"));
    command.addAll(List.of(rest));
    return command;
  }

  @Override
  public boolean isReady() throws InterruptedException {
    if (!Tcp.answers(config.ports().of(PortName.KAFKA))) {
      return false;
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", config.addresses().kafkaBootstrap(),
            "request.timeout.ms", PROBE_MILLIS,
            "default.api.timeout.ms", PROBE_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    }
  }
}
